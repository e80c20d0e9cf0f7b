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
        for (int t = 0; t < tile.Count; t++)
        {
            double sum = 0.0;
            for (int j = 0; j < _scale.Length; j++)
            {
                ref double z = ref tile.Share[j * TaskTile.Length + t];
                z = Math.Min(z * _scale[j], 1.0);
                sum += z;
            }
            if (sum <= 1.0) continue;
            for (int j = 0; j < _scale.Length; j++) tile.Share[j * TaskTile.Length + t] /= sum;
        }
    }

    private void Weigh(TaskTile tile)
    {
        _weigh(tile);
        for (int at = 0; at < tile.Share.Length; at++)
            if (double.IsNegativeInfinity(tile.Score[at])) tile.Share[at] = 0.0;
    }

    private sealed class Weights(WeightedShares owner) : IShareRule
    {
        public void Share(TaskTile tile) => owner.Weigh(tile);
    }
}
