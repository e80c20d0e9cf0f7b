using System.Runtime.Intrinsics;
using Economy.Attention.Tiles;

namespace Economy.Attention.Rounding;

/// <summary>
/// What is left of every pool and resource in micro-units: 10⁶·C_jk − Σ_i q_ij·d_ik, exact in 128 bits and never negative.
/// </summary>
internal sealed class PoolRoom
{
    private readonly AllocationProblem _problem;
    private readonly int _resources;
    private readonly Int128[] _left;
    private readonly long[] _near;   // the same, capped to 63 bits, which no single task can tell apart

    internal PoolRoom(AllocationProblem problem)
    {
        _problem = problem;
        _resources = problem.Resources;
        _left = new Int128[problem.CapacityMilli.Length];
        _near = new long[_left.Length];
        for (int u = 0; u < _left.Length; u++) Set(u, (Int128)problem.CapacityMilli[u] * Share.Whole);
    }

    /// <summary>Takes loads [m × K] in micro-units all at once; false, and nothing taken, where one does not fit.</summary>
    internal bool TryTake(ReadOnlySpan<Int128> loads)
    {
        for (int u = 0; u < _left.Length; u++)
            if (loads[u] > _left[u]) return false;
        for (int u = 0; u < _left.Length; u++) Set(u, _left[u] - loads[u]);
        return true;
    }

    /// <summary>Whole milli-units that are left, at most 2^62.</summary>
    internal long Milli(int unknown) => (long)Int128.Min(_left[unknown] / Share.Whole, 1L << 62);

    internal double Fraction(int unknown) => (double)_left[unknown] / Share.Whole;

    /// <summary>Whether <paramref name="ppm"/> parts per million of the task still fit.</summary>
    internal bool Fits(int task, int pool, int ppm)
    {
        int[] demand = _problem.DemandMilli;
        for (int k = 0, at = task * _resources, u = pool * _resources; k < _resources; k++)
            if ((long)ppm * demand[at + k] > _near[u + k]) return false;
        return true;
    }

    /// <summary>
    /// Sets the rank of tasks of which <paramref name="ppm"/> parts per million do not fit to −1. Below 2^53 doubles are exact.
    /// </summary>
    internal void Exclude(TaskTile tile, int pool, ReadOnlySpan<double> ppm, Span<int> rank)
    {
        for (int k = 0; k < _resources; k++)
        {
            Vector512<double> near = Vector512.Create((double)Math.Min(_near[pool * _resources + k], 1L << 53));
            ref double demand = ref tile.Demand[k * TaskTile.Length];
            for (int t = 0; t < rank.Length; t += 16)
            {
                Vector512<double> low = Vector512.LoadUnsafe(ref demand, (nuint)t) * Vector512.LoadUnsafe(in ppm[0], (nuint)t);
                Vector512<double> high = Vector512.LoadUnsafe(ref demand, (nuint)(t + 8)) * Vector512.LoadUnsafe(in ppm[0], (nuint)(t + 8));
                Vector512<int> over =
                    Vector512.Narrow(Vector512.GreaterThan(low, near).AsInt64(), Vector512.GreaterThan(high, near).AsInt64());
                (Vector512.LoadUnsafe(ref rank[0], (nuint)t) | over).StoreUnsafe(ref rank[0], (nuint)t);
            }
        }
    }

    /// <summary>The largest share of the task, up to <paramref name="wanted"/> parts per million, that still fits.</summary>
    internal int Most(int task, int pool, int wanted)
    {
        ReadOnlySpan<int> demand = _problem.Demand(task);
        ReadOnlySpan<long> near = _near.AsSpan(pool * _resources, _resources);
        long most = wanted;
        for (int k = 0; k < demand.Length; k++)
            if (most * demand[k] > near[k]) most = near[k] / demand[k];
        return (int)most;
    }

    /// <summary>Takes so many parts per million of the task, or gives them back where they are negative.</summary>
    internal void Take(int task, int pool, int ppm)
    {
        ReadOnlySpan<int> demand = _problem.Demand(task);
        for (int k = 0; k < demand.Length; k++)
            if (demand[k] > 0) Set(pool * _resources + k, _left[pool * _resources + k] - (long)ppm * demand[k]);
    }

    /// <summary>[m × K] loads in whole milli-units, rounded up.</summary>
    internal long[] LoadMilliUp()
    {
        var load = new long[_left.Length];
        for (int u = 0; u < load.Length; u++) load[u] = _problem.CapacityMilli[u] - (long)(_left[u] / Share.Whole);
        return load;
    }

    /// <summary>[m × K] load over capacity.</summary>
    internal double[] Utilisation()
    {
        var used = new double[_left.Length];
        for (int u = 0; u < used.Length; u++)
            if (_problem.CapacityMilli[u] > 0) used[u] = 1.0 - (double)_left[u] / ((double)_problem.CapacityMilli[u] * Share.Whole);
        return used;
    }

    private void Set(int unknown, Int128 left)
    {
        _left[unknown] = left;
        _near[unknown] = left > long.MaxValue ? long.MaxValue : (long)left;
    }
}
