using System.Runtime.CompilerServices;
using Economy.Attention.Numerics;
using Economy.Attention.Scores;

namespace Economy.Attention.Model.Compression;

/// <summary>Adds the attention of tasks to a few pools each to the sums of a pass, by the formulas of design section 3.</summary>
internal sealed class SparsePass(int pools, int resources, bool curved)
{
    private double[] _share = [];     // [k] exponents, then z_ij
    private int[] _member = [];       // [k] pools with a positive score

    internal AttentionPass Sums { get; } = new(pools, resources, curved);

    internal void Clear(int k)
    {
        Sums.Load.AsSpan().Clear();
        Sums.Curvature.AsSpan().Clear();
        Sums.Surplus = Sums.ScoreSum = 0.0;
        if (_share.Length < k) (_share, _member) = (new double[k], new int[k]);
    }

    /// <summary>One task: its pools in ascending order up to a −1, their scores, its demand.</summary>
    internal void Add(ReadOnlySpan<int> pool, ReadOnlySpan<double> score, ReadOnlySpan<int> demand, ReadOnlySpan<double> price, double temperature)
    {
        double mean = 0.0, most = 0.0;
        int eligible = 0, members = 0;
        for (; eligible < pool.Length && pool[eligible] >= 0; eligible++) mean += Math.Abs(score[eligible]);
        if (eligible == 0) return;
        mean /= eligible;
        double scale = temperature * mean;
        for (int c = 0; c < eligible; c++)
        {
            if (!(score[c] > 0.0)) continue;
            double net = score[c];
            for (int k = 0; k < resources; k++) net = Math.FusedMultiplyAdd(-price[pool[c] * resources + k], demand[k], net);
            (_share[members], _member[members++]) = (net / scale, pool[c]);
            most = Math.Max(most, net / scale);
        }
        if (members == 0) return;
        Sums.Surplus += most * scale;
        Sums.ScoreSum += mean * pools;
        double sum = DeterministicMath.Exp(-most);
        for (int c = 0; c < members; c++) sum += _share[c] = DeterministicMath.Exp(_share[c] - most);
        for (int c = 0; c < members; c++) _share[c] /= sum;
        for (int c = 0; c < members; c++) AddPool(c, demand, 1.0 / scale);
    }

    /// <summary>Adds this chunk's sums.</summary>
    internal void AddTo(AttentionPass result)
    {
        for (int u = 0; u < result.Load.Length; u++) result.Load[u] += Sums.Load[u];
        for (int x = 0; x < result.Curvature.Length; x++) result.Curvature[x] += Sums.Curvature[x];
        result.Surplus += Sums.Surplus;
        result.ScoreSum += Sums.ScoreSum;
    }

    private void AddPool(int c, ReadOnlySpan<int> demand, double weight)
    {
        int j = _member[c];
        double z = _share[c];
        for (int k = 0; k < resources; k++)
        {
            if (demand[k] == 0) continue;
            int u = j * resources + k;
            double taken = z * demand[k];
            Sums.Load[u] += taken;
            if (!curved) continue;
            ref double row = ref Sums.Curvature[u * Sums.RowLength];
            for (int other = Sums.Full ? 0 : c; other <= c; other++)
            {
                int column = Sums.Full ? _member[other] * resources : 0, last = other == c ? k : resources - 1;
                double factor = taken * weight * (other == c ? 1.0 - z : -_share[other]);
                for (int l = 0; l <= last; l++)
                {
                    ref double at = ref Unsafe.Add(ref row, column + l);
                    at = Math.FusedMultiplyAdd(factor, demand[l], at);
                }
            }
        }
    }
}
