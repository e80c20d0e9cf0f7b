using Economy.Attention.Numerics;
using Economy.Attention.Scores;
using Economy.Attention.Tiles;

namespace Economy.Attention.Dual;

/// <summary>Adds the attention over one tile to the sums of a pass. One a chunk, so that sums have a fixed order.</summary>
internal sealed class PassAccumulator(int pools, int resources)
{
    private const int T = TaskTile.Length;

    private readonly double[] _weight = new double[T];                                       // 1/τ_i
    private readonly double[] _pairs = new double[resources * (resources + 1) / 2 * T];      // d_ik·d_ik'/τ_i
    private readonly double[] _columns = new double[pools * resources * T];                  // z_ij·d_ik/√τ_i

    internal AttentionPass Sums { get; } = new(pools, resources);

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
        Prepare(tile, temperature);
        for (int j = 0; j < pools; j++) AddPool(tile, j);
        for (int u = 0; u < Sums.Unknowns; u++) SubtractProducts(u);
    }

    private void Prepare(TaskTile tile, double temperature)
    {
        for (int t = 0; t < T; t++) _weight[t] = tile.Scale[t] > 0.0 ? 1.0 / (temperature * tile.Scale[t]) : 0.0;
        for (int k = 0, at = 0; k < resources; k++)
            for (int l = 0; l <= k; l++, at += T)
            {
                ReadOnlySpan<double> a = tile.Demand.AsSpan(k * T, T), b = tile.Demand.AsSpan(l * T, T);
                Span<double> pair = _pairs.AsSpan(at, T);
                for (int t = 0; t < T; t++) pair[t] = _weight[t] * a[t] * b[t];
            }
        for (int t = 0; t < T; t++) _weight[t] = Math.Sqrt(_weight[t]);
        for (int j = 0; j < pools; j++)
            for (int k = 0; k < resources; k++)
            {
                ReadOnlySpan<double> z = tile.Share.AsSpan(j * T, T), d = tile.Demand.AsSpan(k * T, T), w = _weight;
                Span<double> column = _columns.AsSpan((j * resources + k) * T, T);
                for (int t = 0; t < T; t++) column[t] = z[t] * d[t] * w[t];
            }
    }

    /// <summary>Loads of pool j, and Σ z_ij·d_ik·d_il/τ_i in its block of the curvature.</summary>
    private void AddPool(TaskTile tile, int pool)
    {
        ReadOnlySpan<double> z = tile.Share.AsSpan(pool * T, T);
        for (int k = 0, pair = 0; k < resources; k++)
        {
            int u = pool * resources + k;
            Sums.Load[u] += Reduction.Dot(z, tile.Demand.AsSpan(k * T, T));
            Span<double> row = Sums.Curvature.AsSpan(u * Sums.RowLength + FirstOf(u), k + 1);
            for (int l = 0; l <= k; l++, pair++) row[l] += Reduction.Dot(z, _pairs.AsSpan(pair * T, T));
        }
    }

    /// <summary>Subtracts Σ (z_ij·d_ik)(z_ij'·d_ik')/τ_i from row u, up to the diagonal.</summary>
    private void SubtractProducts(int u)
    {
        int first = Sums.Full ? 0 : u / resources * resources;
        Span<double> row = Sums.Curvature.AsSpan(u * Sums.RowLength, u - first + 1);
        Reduction.SubtractDots(_columns.AsSpan(u * T, T), _columns.AsSpan(first * T, row.Length * T), row);
    }

    /// <summary>Where pool blocks begin in a row of the curvature.</summary>
    private int FirstOf(int u) => Sums.Full ? u / resources * resources : 0;
}
