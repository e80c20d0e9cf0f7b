using Economy.Core.Kinds;

namespace Economy.Core.Scenarios;

/// <summary>How participants of a type enter.</summary>
public sealed record EntrySpec
{
    [Key("Expected number of participants of the type who come per tick (Poisson). Where the type has an outside option they enter while those who are there expect at least as much, or nobody is there to ask.",
        Unit = "participants per tick", Min = 0, Max = 1_000_000, Changes = true)]
    public double Rate { get; init; }

    [Key("Accounts that are set aside for them, beside those at the start.", Unit = "participants", Min = 0, Max = 10_000_000)]
    public int Room { get; init; }
}

/// <summary>When participants of a type leave.</summary>
public sealed record ExitSpec
{
    [Key("Probability that a participant of the type leaves for good in a tick, whatever it has. Default: population.churnRate.",
        Unit = "per tick", Min = 0, Max = 1, Changes = true)]
    public double? ChurnRate { get; init; }

    [Key("Utility that a tick elsewhere would bring. A participant that expects less leaves, and no further one enters while those who are there expect less on average. Default: none.",
        Unit = "utils per tick", Min = 0, Max = 1e9, Changes = true)]
    public double? OutsideOption { get; init; }

    [Key("Ticks after which a participant judges by what it has experienced: the mean of its utility per tick so far, then with gain 1/memory (decreasing, then constant gain; Evans and Honkapohja 2001). Utility is that of participants.csv: of activities, jobs and assets, money aside.",
        Unit = "ticks", Min = 1, Max = 1_000_000, Changes = true)]
    public int Memory { get; init; } = 24;

    [Key("Probability that a participant which expects less than the outside option leaves in a tick.", Unit = "per tick", Min = 0, Max = 1,
        Changes = true)]
    public double Rate { get; init; } = 1;

    [Key("Bankruptcy: who owns less than this when a tick begins, money and assets at the price of their last sale together, leaves. Default: nobody does for want of money.",
        Unit = "minor units", Min = 0, Max = 1e15, Changes = true)]
    public long? Bankruptcy { get; init; }
}
