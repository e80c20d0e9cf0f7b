using Economy.Attention.Tiles;

namespace Economy.Attention.Rounding;

/// <summary>
/// Another rule's shares, where pools with room to spare draw what is worth more there: softmax spreads every task a little
/// over pools that are not its best, which is a loss wherever its best is not scarce. Of every share at a pool that is worth
/// less, the task's best open pool takes one fraction α_j for all tasks, so that its load ends within capacity.
/// </summary>
internal sealed class Relocation : IShareRule
{
    private const double Roomy = 0.01;   // of capacity, in every resource

    private readonly IShareRule _rule;
    private readonly double[] _drawn;    // α_j; 0 where pool j is not open

    private Relocation(IShareRule rule, double[] drawn) => (_rule, _drawn) = (rule, drawn);

    /// <summary>The rule itself where every pool has a price.</summary>
    internal static IShareRule Of(AllocationProblem problem, TileSweep sweep, IShareRule rule, ReadOnlySpan<double> price)
    {
        int resources = problem.Resources;
        var drawn = new double[problem.Pools];
        for (int j = 0; j < drawn.Length; j++)
            if (!price.Slice(j * resources, resources).ContainsAnyExcept(0.0)) drawn[j] = 1.0;
        if (!drawn.AsSpan().ContainsAnyExcept(0.0)) return rule;
        double[] load = new RealLoads(problem, sweep, rule).Total();
        for (int u = 0; u < load.Length; u++)
            if (problem.CapacityMilli[u] > 0 && problem.CapacityMilli[u] - load[u] < Roomy * problem.CapacityMilli[u])
                drawn[u / resources] = 0.0;
        var relocation = new Relocation(rule, drawn);
        double[] moved = new RealLoads(problem, sweep, new Inflow(relocation)).Total();
        for (int u = 0; u < load.Length; u++)
            if (moved[u] > 0.0) drawn[u / resources] = Math.Min(drawn[u / resources], (problem.CapacityMilli[u] - load[u]) / moved[u]);
        return relocation;
    }

    /// <inheritdoc/>
    public void Share(TaskTile tile)
    {
        _rule.Share(tile);
        for (int t = 0; t < tile.Count; t++)
        {
            int best = BestOpen(tile, t);
            if (best < 0) continue;
            double moved = 0.0;
            for (int j = 0; j < _drawn.Length; j++)
            {
                if (!(tile.ScoreAt(j, t) < tile.ScoreAt(best, t))) continue;
                ref double z = ref tile.Share[j * TaskTile.Length + t];
                double part = _drawn[best] * z;
                z -= part;
                moved += part;
            }
            ref double at = ref tile.Share[best * TaskTile.Length + t];
            at = Math.Min(1.0, at + moved);
        }
    }

    private int BestOpen(TaskTile tile, int t)
    {
        int best = -1;
        if (tile.Scale[t] == 0.0) return best;
        for (int j = 0; j < _drawn.Length; j++)
            if (_drawn[j] > 0.0 && !double.IsNegativeInfinity(tile.ScoreAt(j, t))
                && (best < 0 || tile.ScoreAt(j, t) > tile.ScoreAt(best, t))) best = j;
        return best;
    }

    /// <summary>What open pools would draw at α = 1.</summary>
    private sealed class Inflow(Relocation owner) : IShareRule
    {
        public void Share(TaskTile tile)
        {
            owner._rule.Share(tile);
            for (int t = 0; t < tile.Count; t++)
            {
                int best = owner.BestOpen(tile, t);
                double moved = 0.0;
                for (int j = 0; j < owner._drawn.Length; j++)
                {
                    ref double z = ref tile.Share[j * TaskTile.Length + t];
                    if (best >= 0 && tile.ScoreAt(j, t) < tile.ScoreAt(best, t)) moved += z;
                    z = 0.0;
                }
                if (best >= 0) tile.Share[best * TaskTile.Length + t] = moved;
            }
        }
    }
}
