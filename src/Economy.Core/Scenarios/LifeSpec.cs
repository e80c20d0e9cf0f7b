using Economy.Core.Kinds;

namespace Economy.Core.Scenarios;

/// <summary>
/// When a subsystem with an account is open. It closes when its time is over, when it is insolvent, or when an hour is expected to lose money;
/// visits under way are then cut off, and what it holds is paid out. It may enter again.
/// </summary>
public sealed record LifeSpec : IFitting
{
    [Key("First tick in which it may be open. It is then given its endowment, newly minted.", Unit = "tick", Min = 1, Max = 1_000_000)]
    public int From { get; init; } = 1;

    [Key("Last tick in which it may be open. Default: the last of the run.", Unit = "tick", Min = 1, Max = 1_000_000)]
    public int? Until { get; init; }

    [Key("When it enters: always, as soon as it may; or profit, once an hour is expected to earn more than it costs: the kept share of the fee, less the part of an hour's compute that it pays, at the prices that the cheapest pool for it asks. With profit it leaves where an hour is expected to lose.")]
    public EntryRule Entry { get; init; }

    [Key("Money below which it is insolvent. 0: it never is.", Unit = "minor units", Min = 0, Max = 1e15, Changes = true)]
    public long Below { get; init; }

    [Key("Ticks in a row that it is insolvent, or expects to lose, before it closes.", Unit = "ticks", Min = 1, Max = 1_000_000, Changes = true)]
    public int Patience { get; init; } = 1;

    [Key("Ticks after it has closed in which it may enter again, with its endowment from the treasury, once the treasury has that; those that return in one tick share what there is, in their order. Default: it never does.", Unit = "ticks", Min = 1,
        Max = 1_000_000, Changes = true)]
    public int? Again { get; init; }

    [Key("Grant of the treasury at the end of a tick that leaves it insolvent, as far as the treasury has the money.", Unit = "minor units", Min = 0,
        Max = 1e15, Changes = true)]
    public long Rescue { get; init; }

    [Key("Who gets what it holds when it closes: the treasury, or in equal parts the visitors who are cut off, and the treasury what is left.")]
    public LeftoverRule Leftovers { get; init; }

    /// <summary>Whether it is there from the beginning, so that it is endowed before the first tick.</summary>
    public bool IsFromTheStart => From == 1 && Entry == EntryRule.Always;

    /// <inheritdoc />
    public IEnumerable<Misfit> Misfits(Scenario scenario)
    {
        if (Until < From)
            yield return new("until", $"it would close in tick {Until}, before it opens in tick {From}", $"a tick from {From} on", "exchange from and until, or remove until");
    }
}

/// <summary>When a subsystem enters.</summary>
public enum EntryRule
{
    /// <summary>As soon as it may.</summary>
    Always,

    /// <summary>Once an hour is expected to earn more than it costs.</summary>
    Profit,
}

/// <summary>Who gets what a subsystem holds when it closes.</summary>
public enum LeftoverRule
{
    /// <summary>The treasury.</summary>
    Treasury,

    /// <summary>The visitors who are cut off, in equal parts; the treasury what is left.</summary>
    Visitors,
}
