namespace Economy.World.Demography;

/// <summary>Who came and who left of a type in a tick.</summary>
internal struct Movement
{
    /// <summary>Entered.</summary>
    public int Entered;

    /// <summary>Came, and found the outside option better.</summary>
    public int Declined;

    /// <summary>Came, and found no account free.</summary>
    public int TurnedAway;

    /// <summary>Left whatever they had.</summary>
    public int LeftByChurn;

    /// <summary>Left for the outside option.</summary>
    public int LeftForOutside;

    /// <summary>Left bankrupt.</summary>
    public int LeftBankrupt;
}
