using System.Runtime.Intrinsics;
using Economy.Attention.Numerics;
using Economy.Attention.Tiles;

namespace Economy.Attention.Scores;

/// <summary>Adds the attention over one tile to the sums of a pass. One a chunk, so that sums have a fixed order.</summary>
internal sealed class PassAccumulator(int pools, int resources, bool curved)
{
    private const int T = TaskTile.Length;

    private readonly double[] _weight = new double[T];                                       // 1/τ_i
    private readonly double[] _spread = new double[T];                                       // z_ij·(1 − z_ij)
    private readonly double[] _pairs = new double[resources * (resources + 1) / 2 * T];      // d_ik·d_ik'/τ_i
    private readonly double[] _block = new double[resources * (resources + 1) / 2];

    internal AttentionPass Sums { get; } = new(pools, resources, curved);

    internal void Clear()
    {
        Sums.Load.AsSpan().Clear();
        Sums.Curvature.AsSpan().Clear();
        Sums.Surplus = Sums.ScoreSum = 0.0;
    }

    internal void Add(TaskTile tile, ReadOnlySpan<double> price, double temperature)
    {
        PricedAttention.Attend(tile, price, temperature);
        Sums.Surplus += Reduction.Sum(tile.Surplus);
        Sums.ScoreSum += Reduction.Sum(tile.Scale) * pools;
        for (int j = 0; j < pools; j++)
            Reduction.AddDots(1.0, tile.Share.AsSpan(j * T, T), tile.Demand, Sums.Load.AsSpan(j * resources, resources));
        if (!curved) return;
        Weigh(tile, temperature);
        for (int j = 0; j < pools; j++) AddPool(tile.Share.AsSpan(j * T, T), j);
        if (Sums.Full) SubtractProducts(tile);
    }

    private void Weigh(TaskTile tile, double temperature)
    {
        for (int t = 0; t < T; t++) _weight[t] = tile.Scale[t] > 0.0 ? 1.0 / (temperature * tile.Scale[t]) : 0.0;
        for (int k = 0, at = 0; k < resources; k++)
            for (int l = 0; l <= k; l++, at += T)
                Multiply(_weight, tile.Demand.AsSpan(k * T, T), tile.Demand.AsSpan(l * T, T), _pairs.AsSpan(at, T));
    }

    /// <summary>
    /// Σ z_ij·d_ik·d_il/τ_i in the block of pool j, less Σ z_ij²·d_ik·d_il/τ_i where the products of all pools do not follow.
    /// </summary>
    private void AddPool(ReadOnlySpan<double> z, int pool)
    {
        if (!Sums.Full)
        {
            for (int t = 0; t < T; t += 8)
            {
                Vector512<double> share = Vector512.LoadUnsafe(in z[0], (nuint)t);
                Vector512.FusedMultiplyAdd(-share, share, share).StoreUnsafe(ref _spread[0], (nuint)t);
            }
            z = _spread;
        }
        _block.AsSpan().Clear();
        Reduction.AddDots(1.0, z, _pairs, _block);
        for (int k = 0, pair = 0; k < resources; k++)
        {
            int u = pool * resources + k;
            Span<double> row = Sums.Curvature.AsSpan(u * Sums.RowLength + (Sums.Full ? pool * resources : 0), k + 1);
            for (int l = 0; l <= k; l++) row[l] += _block[pair++];
        }
    }

    /// <summary>Subtracts Σ (z_ij·d_ik)(z_ij'·d_ik')/τ_i for all pairs of unknowns.</summary>
    private void SubtractProducts(TaskTile tile)
    {
        double[] columns = tile.Columns;   // z_ij·d_ik/√τ_i
        for (int t = 0; t < T; t++) _weight[t] = Math.Sqrt(_weight[t]);
        for (int j = 0; j < pools; j++)
            for (int k = 0; k < resources; k++)
                Multiply(_weight, tile.Share.AsSpan(j * T, T), tile.Demand.AsSpan(k * T, T), columns.AsSpan((j * resources + k) * T, T));
        GramKernel.Subtract(columns, Sums.Unknowns, Sums.Curvature);
    }

    private static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c, Span<double> product)
    {
        for (int t = 0; t < T; t += 8)
            (Vector512.LoadUnsafe(in a[0], (nuint)t) * Vector512.LoadUnsafe(in b[0], (nuint)t)
                * Vector512.LoadUnsafe(in c[0], (nuint)t)).StoreUnsafe(ref product[0], (nuint)t);
    }
}
