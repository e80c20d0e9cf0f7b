using Economy.Attention.Dual;
using Economy.Attention.Rounding;
using Economy.Attention.Scores;
using Economy.Attention.Tiles;

namespace Economy.Attention.Policies;

/// <summary>Attention with prices (design section 3). Starts from the prices of the call before.</summary>
internal sealed class AttentionAllocator(AllocationOptions options) : IAllocator
{
    private readonly Increments _increments = new();
    private readonly IScoreBackend _backend = options.Engine;
    private double[] _price = [];
    private int _pools;

    /// <inheritdoc/>
    public string Name => "attention";

    /// <inheritdoc/>
    public AllocationReport Allocate(AllocationProblem problem, IShareConsumer consumer)
    {
        problem.ThrowIfNegative();
        var sweep = new TileSweep(problem, _backend.Score, options.Threads);
        var dual = new DualFunction(problem, _backend);
        var solver = new DualSolver(dual);
        double[] x = Start(problem, sweep, out bool warm);
        solver.Solve(x, options.Temperature, warm, options.Tolerance, options.MaxPasses);
        _price = dual.Prices(x);

        _increments.Reset(problem.Tasks);
        var units = new UnitAllocation(problem, sweep, _increments);
        units.Place(new PricedAttention(_price, options.Temperature));
        units.Fill(new SurplusOrder(problem, _price));
        AllocationReport report = units.Hand(consumer, [.. _price], dual.Bound, dual.Passes);
        Polish(dual, solver, x, report.Welfare);
        return report with { Bound = dual.Bound, Passes = dual.Passes };
    }

    private double[] Start(AllocationProblem problem, TileSweep sweep, out bool warm)
    {
        warm = _pools == problem.Pools && _price.Length == problem.CapacityMilli.Length;
        _pools = problem.Pools;
        double[] x = warm ? [.. _price] : StartingPrices.Find(problem, sweep);
        for (int u = 0; u < x.Length; u++) x[u] *= problem.CapacityMilli[u];
        return x;
    }

    /// <summary>Lowers the bound with prices of a smaller temperature where the certificate falls short of what is asked.</summary>
    private void Polish(DualFunction dual, DualSolver solver, double[] x, double welfare)
    {
        double target = welfare / options.CertifyTo, last = dual.Bound;
        for (int stage = 1; stage <= 2 && dual.Bound > target; stage++)
        {
            double temperature = options.Temperature * (stage == 1 ? 0.3 : 0.1);
            int limit = dual.Passes + options.PolishPasses / 2;
            if (limit > dual.Passes) solver.Solve(x, temperature, warm: true, options.Tolerance, limit, () => dual.Bound <= target);
            if (dual.Bound > last * (1.0 - 1e-4)) return;
            last = dual.Bound;
        }
    }
}
