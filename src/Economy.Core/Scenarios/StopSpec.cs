using Economy.Core.Kinds;

namespace Economy.Core.Scenarios;

/// <summary>A condition on which a run ends before its last tick.</summary>
public sealed record StopSpec
{
    [Key("Condition over the economy of a tick: a column of ticks.csv, a comparison and a number, such as participants < 10. The tick in which it holds is the last.")]
    public required string When { get; init; }

    [Key("First tick in which it is looked at.", Unit = "tick", Min = 1, Max = 1_000_000)]
    public int At { get; init; } = 1;

    [Key("Ticks in a row in which it must hold.", Unit = "ticks", Min = 1, Max = 1_000_000)]
    public int Ticks { get; init; } = 1;
}
