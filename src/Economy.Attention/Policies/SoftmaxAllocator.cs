using System.Runtime.Intrinsics;
using Economy.Attention.Numerics;
using Economy.Attention.Rounding;
using Economy.Attention.Tiles;

namespace Economy.Attention.Policies;

/// <summary>Literal softmax attention, scaled to capacity.</summary>
[Policy("softmax", "softmax of bids")]
internal sealed class SoftmaxAllocator(AllocationOptions options) : PostedPriceAllocator(options)
{
    private readonly double _temperature = options.SoftmaxTemperature;

    protected override IShareRule Rule(AllocationProblem problem, TileSweep sweep) =>
        new WeightedShares(problem, sweep, Weights(problem, sweep, _temperature));

    /// <summary>
    /// Literal softmax attention over tasks (Vaswani et al. 2017, with tasks as keys): w_ij ∝ exp(s_ij/(θ·s̄)), s̄ the mean
    /// positive score. The normaliser of each pool cancels when shares are scaled to capacity, the maximum stands in for it.
    /// </summary>
    private static Action<TaskTile> Weights(AllocationProblem problem, TileSweep sweep, double temperature)
    {
        int m = problem.Pools;
        var sums = new (double Sum, long Count, double[] Most)[Math.Max(1, sweep.Chunks)];
        for (int c = 0; c < sums.Length; c++)
        {
            sums[c].Most = new double[m];
            Array.Fill(sums[c].Most, double.NegativeInfinity);
        }
        sweep.Parallel((chunk, tile) =>
        {
            ref (double Sum, long Count, double[] Most) at = ref sums[chunk];
            for (int j = 0; j < m; j++)
                foreach (double s in tile.Score.AsSpan(j * TaskTile.Length, tile.Count))
                {
                    if (!(s > 0.0)) continue;
                    at.Sum += s;
                    at.Count++;
                    at.Most[j] = Math.Max(at.Most[j], s);
                }
        });
        for (int c = 1; c < sums.Length; c++)
        {
            sums[0] = (sums[0].Sum + sums[c].Sum, sums[0].Count + sums[c].Count, sums[0].Most);
            for (int j = 0; j < m; j++) sums[0].Most[j] = Math.Max(sums[0].Most[j], sums[c].Most[j]);
        }
        double inverse = sums[0].Count / (temperature * sums[0].Sum);
        double[] most = sums[0].Most;
        return tile =>
        {
            for (int at = 0; at < tile.Share.Length; at += 8)
            {
                Vector512<double> excess =
                    Vector512.LoadUnsafe(ref tile.Score[0], (nuint)at) - Vector512.Create(most[at / TaskTile.Length]);
                VectorMath.Exp(excess * Vector512.Create(inverse)).StoreUnsafe(ref tile.Share[0], (nuint)at);
            }
        };
    }
}
