using System.Runtime.Intrinsics;
using Economy.Attention.Rounding;
using Economy.Attention.Tiles;

namespace Economy.Attention.Policies;

/// <summary>
/// Each pool's capacity in proportion to one weight a task and pool, w_ij: z_ij = κ_j·w_ij with κ_j = min_k C_jk/Σ_i w_ij·d_ik,
/// at most full service in sum over pools.
/// </summary>
internal sealed class WeightedShares : IShareRule
{
    private readonly Action<TaskTile> _weigh;
    private readonly double[] _scale;

    /// <param name="problem">The tasks and pools.</param>
    /// <param name="sweep">Its tiles.</param>
    /// <param name="weigh">Writes w_ij ≥ 0 to the tile's shares; thread-safe. Weights of −∞ scores are ignored.</param>
    internal WeightedShares(AllocationProblem problem, TileSweep sweep, Action<TaskTile> weigh)
    {
        _weigh = weigh;
        _scale = new double[problem.Pools];
        double[] load = new RealLoads(problem, sweep, new Weights(this)).Total();
        for (int j = 0; j < _scale.Length; j++)
        {
            _scale[j] = double.MaxValue;
            for (int u = j * problem.Resources; u < (j + 1) * problem.Resources; u++)
                if (load[u] > 0.0) _scale[j] = Math.Min(_scale[j], problem.CapacityMilli[u] / load[u]);
        }
    }

    /// <inheritdoc/>
    public void Share(TaskTile tile)
    {
        Weigh(tile);
        ref double share = ref tile.Share[0];
        for (int t = 0; t < tile.Count; t += 8)
        {
            Vector512<double> sum = default;
            for (int j = 0, at = t; j < _scale.Length; j++, at += TaskTile.Length)
            {
                Vector512<double> z = Vector512.Min(Vector512.LoadUnsafe(ref share, (nuint)at) * Vector512.Create(_scale[j]), Vector512<double>.One);
                z.StoreUnsafe(ref share, (nuint)at);
                sum += z;
            }
            sum = Vector512.Max(sum, Vector512<double>.One);
            for (int j = 0, at = t; j < _scale.Length; j++, at += TaskTile.Length)
                (Vector512.LoadUnsafe(ref share, (nuint)at) / sum).StoreUnsafe(ref share, (nuint)at);
        }
    }

    private void Weigh(TaskTile tile)
    {
        _weigh(tile);
        ref double share = ref tile.Share[0], score = ref tile.Score[0];
        for (nuint at = 0; at < (nuint)tile.Share.Length; at += 8)
            Vector512.ConditionalSelect(Vector512.Equals(Vector512.LoadUnsafe(ref score, at), Vector512.Create(double.NegativeInfinity)),
                default, Vector512.LoadUnsafe(ref share, at)).StoreUnsafe(ref share, at);
    }

    private sealed class Weights(WeightedShares owner) : IShareRule
    {
        public void Share(TaskTile tile) => owner.Weigh(tile);
    }
}
