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
        problem.ThrowIfInvalid();
        double temperature = problem.Temperature ?? options.Temperature;
        var sweep = new TileSweep(problem, _backend.Score, options.Threads);
        var dual = new DualFunction(problem, _backend);
        var solver = new DualSolver(dual);
        bool warm = _pools == problem.Pools && _price.Length == problem.CapacityMilli.Length;
        double[] Cold() => dual.Values(StartingPrices.Find(problem, sweep));
        double[] x = warm ? dual.Values(_price) : Cold();
        solver.Solve(x, temperature, warm, options.Tolerance, options.MaxPasses, Cold);
        (_price, _pools) = (dual.Prices(x), problem.Pools);

        _increments.Reset(problem.Tasks);
        var units = new UnitAllocation(problem, sweep, _increments);
        units.Place(new PricedAttention(_price, temperature));
        units.Fill(new SurplusOrder(problem, _price));
        AllocationReport report = units.Hand(consumer, [.. _price], dual.Bound, dual.Passes);
        Polish(dual, solver, x, temperature, report.Welfare);
        return report with { Bound = dual.Bound, Passes = dual.Passes };
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter state)
    {
        state.Write(_pools);
        state.Write(_price.Length);
        foreach (double price in _price) state.Write(price);
    }

    /// <inheritdoc/>
    public void Restore(BinaryReader state)
    {
        _pools = state.ReadInt32();
        _price = new double[state.ReadInt32()];
        for (int u = 0; u < _price.Length; u++) _price[u] = state.ReadDouble();
    }

    /// <summary>Lowers the bound with prices of a smaller temperature where the certificate falls short of what is asked.</summary>
    private void Polish(DualFunction dual, DualSolver solver, double[] x, double given, double welfare)
    {
        double target = welfare / options.CertifyTo, last = dual.Bound;
        for (int stage = 1; stage <= 2 && dual.Bound > target; stage++)
        {
            double temperature = given * (stage == 1 ? 0.3 : 0.1);
            int limit = dual.Passes + options.PolishPasses / 2;
            if (limit > dual.Passes) solver.Solve(x, temperature, warm: true, options.Tolerance, limit, enough: () => dual.Bound <= target);
            if (dual.Bound > last * (1.0 - 1e-4)) return;
            last = dual.Bound;
        }
    }
}
