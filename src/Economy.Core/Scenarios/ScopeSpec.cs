using Economy.Core.Kinds;

namespace Economy.Core.Scenarios;

/// <summary>What the tasks of a region know of pools elsewhere.</summary>
public sealed record ScopeSpec
{
    [Key("global (all pools, as they are now); local (the pools of regions within the window, and no others can serve); or distributed (those, and the pools beyond through a few summaries of their region, as last published).")]
    public required ScopeKind Kind { get; init; }

    [Key("Regions at most this far are within the window.", Unit = "milliseconds", Min = 0, Max = 1e6)]
    public double Window { get; init; }

    [Key("Most summaries that a region publishes of its pools.", Min = 1, Max = 64)]
    public int Tokens { get; init; } = 2;

    [Key("Ticks between two publications: how stale summaries become.", Unit = "ticks", Min = 1, Max = 1_000_000)]
    public int Period { get; init; } = 1;

    [Key("What regions send: plain (every number, every time) or deduplicated (a bit for each number, and those that have changed since the receiver had them). What regions know is the same. Default: plain.")]
    public ScopeExchange? Exchange { get; init; }

    [Key("What the treasury pays for a megabyte that regions send: to the pools of the region that sends, in equal parts, before it grants, out of what its taxes' transfers and purchases leave. Default: nothing.", Unit = "minor units per MB", Min = 0, Max = 1e12)]
    public long? Price { get; init; }

    [Key("Bandwidth that a kilobyte sent in a tick takes of the pools of the region that sends, in proportion to what they offer beside commitments. Default: none.", Unit = "Mbit/s per kB", Min = 0, Max = 1e6)]
    public double? Bandwidth { get; init; }

    [Key("Allocates every tick's tasks a second time with global scope, and reports what that would have realised.")]
    public bool Compare { get; init; }
}

/// <summary>What regions send one another.</summary>
public enum ScopeExchange
{
    /// <summary>Every number, every time.</summary>
    Plain,

    /// <summary>What has changed.</summary>
    Deduplicated,
}

/// <summary>How far tasks see.</summary>
public enum ScopeKind
{
    /// <summary>All pools.</summary>
    Global,

    /// <summary>The pools of near regions.</summary>
    Local,

    /// <summary>The pools of near regions, and summaries of the others.</summary>
    Distributed,
}
