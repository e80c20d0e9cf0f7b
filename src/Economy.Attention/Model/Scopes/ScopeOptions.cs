namespace Economy.Attention.Model.Scopes;

/// <summary>What the tasks of a region know of pools elsewhere.</summary>
public enum Scope
{
    /// <summary>All pools, as they are now.</summary>
    Global,

    /// <summary>Pools of regions within the window, as they are now; no others.</summary>
    Local,

    /// <summary>As local, and pools beyond the window through a few summary tokens of their region, as last published.</summary>
    Distributed,
}

/// <summary>How far tasks see.</summary>
public sealed record ScopeOptions
{
    /// <summary>The scope.</summary>
    public Scope Scope { get; init; } = Scope.Global;

    /// <summary>[R × R] row-major distances between regions; empty for the difference of their indices.</summary>
    public IReadOnlyList<double> Distance { get; init; } = [];

    /// <summary>Regions at most this far are within the window; a region is at distance 0 from itself.</summary>
    public double Window { get; init; }

    /// <summary>Most summary tokens a region publishes, ≥ 1.</summary>
    public int Tokens { get; init; } = 2;

    /// <summary>Ticks between two publications, ≥ 1.</summary>
    public int Period { get; init; } = 1;

    /// <summary>
    /// Whether numbers that the receiver holds already are left out: a bit for each number says whether it comes. What is known is the
    /// same.
    /// </summary>
    public bool Deduplicated { get; init; }
}

/// <summary>What one tick of sharing cost. Counted are the features of pools that regions send one another, eight bytes a number.</summary>
/// <param name="Bytes">Sent, once for each receiver.</param>
/// <param name="RepeatedBytes">Of these, numbers that the receiver already held from the time before.</param>
/// <param name="StalenessTicks">Mean age of what regions know of the pools of other regions that they see; 0 where they see none.</param>
public sealed record ScopeTraffic(long Bytes, long RepeatedBytes, double StalenessTicks)
{
    /// <summary>Part of the bytes that told nothing new; 0 without any.</summary>
    public double Redundancy => Bytes > 0 ? (double)RepeatedBytes / Bytes : 0.0;
}
