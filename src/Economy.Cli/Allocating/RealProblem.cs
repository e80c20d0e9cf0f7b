namespace Economy.Cli.Allocating;

/// <summary>
/// An allocation problem in real numbers of any magnitude: an <see cref="AllocationProblem"/> for those who do not count in whole units.
/// </summary>
public sealed record RealProblem
{
    /// <summary>n.</summary>
    public required int Tasks { get; init; }

    /// <summary>m, at most <see cref="AllocationProblem.MostPools"/>; 0 is allowed.</summary>
    public required int Pools { get; init; }

    /// <summary>K, at most 64; 0 is allowed.</summary>
    public required int Resources { get; init; }

    /// <summary>
    /// [n] finite value of full service. A task that bids nothing or less is served only where <see cref="Score"/> says it is worth it.
    /// </summary>
    public required double[] Bid { get; init; }

    /// <summary>[n × K] row-major, finite and ≥ 0: what full service takes.</summary>
    public required double[] Demand { get; init; }

    /// <summary>[m × K] row-major, finite and ≥ 0.</summary>
    public required double[] Capacity { get; init; }

    /// <summary>[n × m] row-major, finite: value of serving a task wholly at a pool; null for the bid at every pool.</summary>
    public double[]? Score { get; init; }

    /// <summary>[n × ⌈m/64⌉] bit j mod 64 of word j/64: pool j may serve the task; null where every pool may.</summary>
    public ulong[]? Eligible { get; init; }

    /// <summary>[n] ≥ 0, how long each task has waited, for the policy <c>priority</c>; null where all came at once.</summary>
    public int[]? Waited { get; init; }
}

/// <summary>What an allocation in real numbers achieved.</summary>
/// <param name="Price">[m × K] λ per unit of the resource, in the money of the scores.</param>
/// <param name="Welfare">Σ z_ij·s_ij.</param>
/// <param name="Bound">An upper bound on the welfare of any allocation, by weak duality in the real numbers given.</param>
/// <param name="Passes">Attention passes of the search for prices.</param>
public sealed record RealReport(double[] Price, double Welfare, double Bound, int Passes)
{
    /// <summary>Welfare over bound; 1 where the bound is 0.</summary>
    public double CertifiedRatio => Bound > 0.0 ? Welfare / Bound : 1.0;
}
