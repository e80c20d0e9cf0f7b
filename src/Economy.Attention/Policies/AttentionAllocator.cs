using Economy.Attention.Dual;
using Economy.Attention.Rounding;
using Economy.Attention.Scores;
using Economy.Attention.Tiles;
using Economy.Attention.Whole;

namespace Economy.Attention.Policies;

/// <summary>
/// Attention with prices (design section 3). Starts from the prices of the call before; from cold, and to tighten the bound,
/// prices for a large problem are first found on a sample of it.
/// </summary>
[Policy("attention", "attention with prices, which finds them")]
internal sealed class AttentionAllocator(AllocationOptions options) : IAllocator
{
    private readonly Increments _increments = new();
    private readonly IScoreBackend _backend = TiledScoreBackend.Of(options);
    private readonly TiledScoreBackend _sweeping = new(options.Scores, options.Threads);   // other engines know no reserve
    private double[] _price = [], _polished = [];
    private TaskTile[] _tiles = [];
    private int _pools;

    /// <inheritdoc/>
    public string Name => Allocators.NameOf(GetType());

    /// <inheritdoc/>
    public AllocationReport Allocate(AllocationProblem problem, IShareConsumer consumer)
    {
        problem.ThrowIfInvalid();
        AllocationOptions now = problem.Temperature is { } temperature ? options with { Temperature = temperature } : options;
        IScoreBackend backend = problem.HasReserve ? _sweeping : _backend;
        var sweep = new TileSweep(problem, backend.Score, options.Threads, _tiles);
        _tiles = sweep.Tiles;
        using var search = new PriceSearch(problem, sweep, backend, now);
        if (_pools != problem.Pools || _price.Length != problem.CapacityMilli.Length) (_price, _polished, _pools) = ([], [], problem.Pools);
        _price = search.Find(_price);

        _increments.Reset(problem.Tasks);
        var units = new UnitAllocation(problem, sweep, _increments);
        units.Place(Relocation.Of(problem, sweep, new PricedAttention(_price, now.Temperature), _price));
        units.Fill(new SurplusOrder(problem, _price));
        WholeTasks? whole = WholeTasks.Of(problem, sweep);
        if (whole is not null && new PoolExchange(whole, units.Room, _increments).Run()) units.Fill(new SurplusOrder(problem, _price));
        AllocationReport report = units.Hand(consumer, [.. _price], search.Bound, search.Passes);
        if (report.CertifiedRatio < options.CertifyTo) _polished = search.Polish(_price, _polished, report.Welfare / options.CertifyTo);
        double bound = search.Bound;
        if (whole is not null && whole.Row.Length == problem.Tasks && report.Welfare < bound * options.CertifyTo)
            bound = Math.Min(bound, KnapsackBound.Of(whole, problem.CapacityMilli, report.Welfare, report.Welfare / options.CertifyTo));
        return report with { Bound = bound, BoundPrice = search.BoundPrice, Passes = search.Passes };
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter state)
    {
        state.Write(_pools);
        foreach (double[] prices in (double[][])[_price, _polished])
        {
            state.Write(prices.Length);
            foreach (double price in prices) state.Write(price);
        }
    }

    /// <inheritdoc/>
    public void Restore(BinaryReader state)
    {
        _pools = state.ReadInt32();
        (_price, _polished) = (Prices(state), Prices(state));
    }

    private static double[] Prices(BinaryReader state)
    {
        var prices = new double[state.ReadInt32()];
        for (int u = 0; u < prices.Length; u++) prices[u] = state.ReadDouble();
        return prices;
    }
}
