using Economy.Core.Scenarios;

namespace Economy.World.Subsystems;

/// <summary>Where a subsystem stands in a tick.</summary>
public enum Standing : byte
{
    /// <summary>It is open.</summary>
    Open,

    /// <summary>It opens for the first time.</summary>
    Entered,

    /// <summary>It opens again.</summary>
    Returned,

    /// <summary>It closes, because it is insolvent.</summary>
    Bankrupt,

    /// <summary>It closes, because its time is over or because it expects to lose.</summary>
    Left,

    /// <summary>It is closed.</summary>
    Closed,
}

/// <summary>Opens and closes a subsystem by its rule.</summary>
/// <param name="founded">The rule when the run begins.</param>
internal sealed class Lifetime(LifeSpec founded)
{
    private int closedIn;
    private int poor, losing;   // ticks in a row

    /// <summary>Whether it is open.</summary>
    public bool IsOpen { get; private set; } = founded.IsFromTheStart;

    /// <summary>Where it stands in a tick that begins.</summary>
    /// <param name="opening">What it finds.</param>
    /// <param name="margin">What an hour is expected to earn, less what it costs, minor units.</param>
    public Standing At(Opening opening, double margin)
    {
        var (account, life, tick) = (opening.Rules.Account!, opening.Rules.Account!.Life!, opening.Tick);
        var may = tick >= life.From && !(tick > life.Until);
        if (!IsOpen)
        {
            var again = closedIn > 0;
            var waits = again && !(tick >= closedIn + life.Again && opening.Treasury >= account.Endowment);
            if (!may || waits || (life.Entry == EntryRule.Profit && margin <= 0)) return Standing.Closed;
            IsOpen = true;
            return again ? Standing.Returned : Standing.Entered;
        }

        poor = opening.Money < life.Below ? poor + 1 : 0;
        losing = life.Entry == EntryRule.Profit && margin < 0 ? losing + 1 : 0;
        var how = poor >= life.Patience ? Standing.Bankrupt : !may || losing >= life.Patience ? Standing.Left : Standing.Open;
        if (how != Standing.Open) (IsOpen, closedIn, poor, losing) = (false, tick, 0, 0);
        return how;
    }

    /// <summary>Writes where it stands.</summary>
    public void Save(BinaryWriter state)
    {
        state.Write(IsOpen);
        state.Write(closedIn);
        state.Write(poor);
        state.Write(losing);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Restore(BinaryReader state) =>
        (IsOpen, closedIn, poor, losing) = (state.ReadBoolean(), state.ReadInt32(), state.ReadInt32(), state.ReadInt32());
}
