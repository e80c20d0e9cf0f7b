using Economy.Attention;

namespace Economy.Cli.Allocating;

/// <summary>
/// Allocates a <see cref="RealProblem"/>: poses it in whole units, runs a policy, and gives shares, prices and certificate back
/// in the numbers of the problem. Loads never exceed capacities.
/// </summary>
public static class RealAllocation
{
    /// <summary>Allocates.</summary>
    /// <param name="problem">The tasks and pools.</param>
    /// <param name="policy">One of <see cref="Allocators.Names"/>.</param>
    /// <param name="options">How; its scores are replaced by those of the problem.</param>
    /// <param name="share">Told every share z_ij &gt; 0 as (i, j, z), ordered by task, then pool.</param>
    public static RealReport Allocate(RealProblem problem, string policy, AllocationOptions options, Action<int, int, double> share)
    {
        if (problem.Tasks == 0 || problem.Pools == 0) return new RealReport(new double[problem.Pools * problem.Resources], 0.0, 0.0, 0);
        var posed = new PosedProblem(problem);
        options = options with { Scores = posed.Scores, Backend = null };
        AllocationReport report = Allocators.Create(policy, options).Allocate(posed.Whole, new Shares(posed, share));
        // A policy that finds no prices is certified by those of attention.
        double[] bounding = report.BoundPrice.Length > 0 ? report.BoundPrice
            : Allocators.Create("attention", options).Allocate(posed.Whole, new Nobody()).BoundPrice;
        double[] price = posed.Price(report.Price);
        double bound = Math.Min(Math.Min(posed.Bound(price), posed.Bound(new double[price.Length])), posed.Bound(posed.Price(bounding)));
        return new RealReport(price, posed.Money(report.Welfare), Math.Max(bound, posed.Money(report.Welfare)), report.Passes);
    }

    private sealed class Nobody : IShareConsumer
    {
        public void Accept(ReadOnlySpan<Share> shares)
        {
        }
    }

    private sealed class Shares(PosedProblem posed, Action<int, int, double> share) : IShareConsumer
    {
        public void Accept(ReadOnlySpan<Share> shares)
        {
            foreach (ref readonly Share s in shares) share(s.Task, s.Pool, posed.Real(s));
        }
    }
}
