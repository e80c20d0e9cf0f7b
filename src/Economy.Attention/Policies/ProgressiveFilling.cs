using Economy.Attention.Rounding;
using Economy.Attention.Tiles;

namespace Economy.Attention.Policies;

/// <summary>
/// Dominant-resource fairness over pools (Ghodsi et al., NSDI 2011; over several pools as in Wang, Li &amp; Liang 2014): the
/// dominant shares max_k Σ_j z_ij·d_ik/C_k of all tasks rise together until a task is served in full or the last pool
/// that may serve it has run out of something it needs. A task grows at its open pools in proportion to what each could
/// hold of it (exact dominant-resource fairness on one pool; with several, this split stands in for their linear programme).
/// </summary>
internal sealed class ProgressiveFilling : IShareRule
{
    private readonly int _pools, _resources;
    private readonly long[] _capacity;
    private readonly double[] _total;
    private readonly List<(double Level, ulong[] Closed)> _phases = [];   // from this level on, these resources of each pool are used up
    private double _level;

    internal ProgressiveFilling(AllocationProblem problem, TileSweep sweep)
    {
        (_pools, _resources, _capacity) = (problem.Pools, problem.Resources, problem.CapacityMilli);
        _total = new double[_resources];
        for (int u = 0; u < _capacity.Length; u++) _total[u % _resources] += _capacity[u];
        var closed = new ulong[_pools];
        _phases.Add((0.0, [.. closed]));
        while (Rise(problem, sweep, out double[] left))
        {
            for (int u = 0; u < left.Length; u++)
                if (left[u] <= 1e-9 * _capacity[u]) closed[u / _resources] |= 1UL << u % _resources;
            if (!closed.AsSpan().SequenceEqual(_phases[^1].Closed)) _phases.Add((_level, [.. closed]));
        }
    }

    /// <inheritdoc/>
    public void Share(TaskTile tile)
    {
        tile.Share.AsSpan().Clear();
        Span<double> rate = stackalloc double[_pools];
        for (int t = 0; t < tile.Count; t++)
        {
            double full = Dominant(tile, t);
            if (tile.Scale[t] == 0.0) continue;
            for (int p = 0; p < _phases.Count; p++)
            {
                double from = _phases[p].Level, to = Math.Min(full, p + 1 < _phases.Count ? _phases[p + 1].Level : _level);
                if (full > 0.0 && to <= from) break;
                if (!Rates(tile, t, _phases[p].Closed, rate)) continue;
                double part = full > 0.0 ? (to - from) / full : 1.0;
                for (int j = 0; j < _pools; j++) tile.Share[j * TaskTile.Length + t] += part * rate[j];
                if (full == 0.0) break;
            }
        }
    }

    /// <summary>
    /// Moves the level up by the shortest time in which a resource would be used up at present rates. Since rates only
    /// fall as tasks are done, that is Newton's step from below; false when nothing grows any more.
    /// </summary>
    private bool Rise(AllocationProblem problem, TileSweep sweep, out double[] left)
    {
        double[] used = new RealLoads(problem, sweep, this).Total(), growth = new RealLoads(problem, sweep, new Growth(this)).Total();
        left = new double[used.Length];
        double step = double.PositiveInfinity;
        for (int u = 0; u < used.Length; u++)
        {
            left[u] = _capacity[u] - used[u];
            if (growth[u] > 0.0) step = Math.Min(step, Math.Max(left[u], 1e-10 * _capacity[u]) / growth[u]);
        }
        if (double.IsInfinity(step) || _level + step == _level) return false;
        _level += step;
        return true;
    }

    /// <summary>How a task's growth is split over its open pools, summing to 1; false where none is open.</summary>
    private bool Rates(TaskTile tile, int t, ulong[] closed, Span<double> rate)
    {
        double sum = 0.0;
        for (int j = 0; j < _pools; j++)
        {
            rate[j] = 0.0;
            if (double.IsNegativeInfinity(tile.ScoreAt(j, t))) continue;
            double dominant = 0.0;
            bool open = true;
            for (int k = 0; k < _resources; k++)
            {
                double d = tile.Demand[k * TaskTile.Length + t];
                if (d == 0.0) continue;
                open &= (closed[j] >> k & 1) == 0;
                dominant = Math.Max(dominant, d / _capacity[j * _resources + k]);
            }
            if (open) sum += rate[j] = dominant > 0.0 ? 1.0 / dominant : 1.0;
        }
        for (int j = 0; j < _pools; j++) rate[j] = sum > 0.0 ? rate[j] / sum : 0.0;
        return sum > 0.0;
    }

    private double Dominant(TaskTile tile, int t)
    {
        double dominant = 0.0;
        for (int k = 0; k < _resources; k++)
            if (_total[k] > 0.0) dominant = Math.Max(dominant, tile.Demand[k * TaskTile.Length + t] / _total[k]);
        return dominant;
    }

    /// <summary>dz_ij/dlevel at the present level.</summary>
    private sealed class Growth(ProgressiveFilling owner) : IShareRule
    {
        public void Share(TaskTile tile)
        {
            tile.Share.AsSpan().Clear();
            Span<double> rate = stackalloc double[owner._pools];
            for (int t = 0; t < tile.Count; t++)
            {
                double full = owner.Dominant(tile, t);
                if (full <= owner._level || tile.Scale[t] == 0.0 || !owner.Rates(tile, t, owner._phases[^1].Closed, rate)) continue;
                for (int j = 0; j < rate.Length; j++) tile.Share[j * TaskTile.Length + t] = rate[j] / full;
            }
        }
    }
}
