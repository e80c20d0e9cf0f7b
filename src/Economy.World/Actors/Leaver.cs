namespace Economy.World.Actors;

/// <summary>A participant who leaves for good.</summary>
/// <param name="Participant">Its number.</param>
/// <param name="Why">Why it leaves.</param>
public readonly record struct Leaver(int Participant, LeaveReason Why);

/// <summary>Why a participant leaves.</summary>
public enum LeaveReason : byte
{
    /// <summary>By chance, whatever it has.</summary>
    Churn,

    /// <summary>It expects less than its outside option.</summary>
    OutsideOption,

    /// <summary>It owns too little.</summary>
    Bankruptcy,
}

/// <summary>A participant who enters in a tick.</summary>
/// <param name="Participant">Its number: that of its account.</param>
/// <param name="Life">How many have had the account before.</param>
public readonly record struct Entrant(int Participant, int Life);
