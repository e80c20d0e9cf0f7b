namespace Economy.Attention;

/// <summary>What an allocation achieved, with its certificate (design section 3).</summary>
public sealed record AllocationReport
{
    /// <summary>Σ q_ij·s_ij in minor units per tick.</summary>
    public required double Welfare { get; init; }

    /// <summary>
    /// An upper bound on the welfare of any allocation, by weak duality at the best prices seen, or by knapsacks where all tasks are whole.
    /// </summary>
    public required double Bound { get; init; }

    /// <summary>Welfare over bound; 1 where the bound is 0.</summary>
    public double CertifiedRatio => Bound > 0.0 ? Welfare / Bound : 1.0;

    /// <summary>Σ q_ij·max(0, λ_j·d_i − s_ij): what charging the full price would have brought beyond value.</summary>
    public required double RevenueForgone { get; init; }

    /// <summary>Welfare of the scaled real shares that rounding to parts per million (or to whole tasks) gave up, before filling.</summary>
    public required double RoundingLoss { get; init; }

    /// <summary>Σ of all payments in minor units.</summary>
    public required long Revenue { get; init; }

    /// <summary>Attention passes of the search for prices; 0 for policies that find none.</summary>
    public required int Passes { get; init; }

    /// <summary>[m × K] λ in minor units per milli-unit and tick, as charged.</summary>
    public required double[] Price { get; init; }

    /// <summary>[m × K] λ of the least bound that a search for prices found; empty otherwise. <see cref="Bound"/> is no more than that bound.</summary>
    public double[] BoundPrice { get; init; } = [];

    /// <summary>[m × K] allocated, rounded up to a milli-unit.</summary>
    public required long[] LoadMilli { get; init; }

    /// <summary>[m × K] exact load over capacity; 0 where there is no capacity.</summary>
    public required double[] Utilisation { get; init; }

    /// <summary>Jain's index (Σx)²/(n·Σx²) of the served fractions x_i; 1 where nothing is served.</summary>
    public required double Jain { get; init; }

    /// <summary>
    /// Nash welfare of the served fractions: their geometric mean, each counted as one part per million at least; 1 without tasks.
    /// </summary>
    public required double NashFraction { get; init; }

    /// <summary>Tasks that got nothing.</summary>
    public required int Starved { get; init; }

    /// <summary>
    /// Share of tasks that would rather hold what another task was given, by their own scores, payments aside; of 256 evenly
    /// spaced tasks, or of all where there are fewer.
    /// </summary>
    public required double Envy { get; init; }
}
