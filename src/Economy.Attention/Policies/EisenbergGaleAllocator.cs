using Economy.Attention.Market;
using Economy.Attention.Rounding;
using Economy.Attention.Scores;
using Economy.Attention.Tiles;

namespace Economy.Attention.Policies;

/// <summary>
/// Shares and prices of the <see cref="BundleMarket"/> with bids as budgets; no task gets more than full service. For
/// comparison on instances whose n × m matrix fits in memory.
/// </summary>
[Policy("eisenberg-gale", "a market in which bids are budgets")]
internal sealed class EisenbergGaleAllocator(AllocationOptions options) : IAllocator
{
    private readonly Increments _increments = new();

    /// <inheritdoc/>
    public string Name => Allocators.NameOf(GetType());

    /// <inheritdoc/>
    public AllocationReport Allocate(AllocationProblem problem, IShareConsumer consumer)
    {
        problem.ThrowIfInvalid();
        var sweep = new TileSweep(problem, TiledScoreBackend.Of(options).Score, options.Threads);
        BundleMarket market = Clear(problem, sweep);
        double[] price = problem.InverseCapacity();
        for (int u = 0; u < price.Length; u++) price[u] = Math.Max(problem.ReservePrice[u], price[u] * market.Price[u]);
        _increments.Reset(problem.Tasks);
        var units = new UnitAllocation(problem, sweep, _increments);
        var certificate = new Certificate(problem, sweep.Chunks, price, new double[price.Length]);
        units.Place(new MatrixShares(market.Share, problem.Pools), certificate.Add);
        units.Fill(new SurplusOrder(problem, price));
        return units.Hand(consumer, price, certificate.Bound(), passes: 0);
    }

    private static BundleMarket Clear(AllocationProblem problem, TileSweep sweep)
    {
        int n = problem.Tasks, m = problem.Pools, resources = problem.Resources;
        double[] budget = new double[n], score = new double[n * m], demand = new double[n * resources];
        sweep.Parallel((_, tile) =>
        {
            for (int t = 0; t < tile.Count; t++)
            {
                int i = tile.First + t;
                for (int k = 0; k < resources; k++) demand[i * resources + k] = tile.Demand[k * TaskTile.Length + t];
                if (!problem.Demand(i).ContainsAnyExcept(0) || !(problem.Bid[i] > 0.0)) continue;   // who needs nothing need not buy: filling serves them
                budget[i] = problem.Bid[i];
                for (int j = 0; j < m; j++) score[i * m + j] = Math.Max(0.0, tile.ScoreAt(j, t));
            }
        });
        return new BundleMarket(budget, score, demand, problem.InverseCapacity(), resources);
    }

    /// <summary>Rows of a matrix [n × m], cut to full service.</summary>
    private sealed class MatrixShares(double[] matrix, int pools) : IShareRule
    {
        public void Share(TaskTile tile)
        {
            tile.Share.AsSpan().Clear();
            for (int t = 0; t < tile.Count; t++)
            {
                ReadOnlySpan<double> row = matrix.AsSpan((tile.First + t) * pools, pools);
                double sum = Numerics.Reduction.Sum(row), cut = sum > 1.0 ? 1.0 / sum : 1.0;
                for (int j = 0; j < pools; j++) tile.Share[j * TaskTile.Length + t] = cut * row[j];
            }
        }
    }
}
