using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Economy.Attention.Numerics;
using Economy.Attention.Rounding;
using Economy.Attention.Tiles;

namespace Economy.Attention.Scores;

/// <summary>
/// Softmax attention with a null token and a price in the exponent (design section 3):
/// z_ij = exp((s_ij − λ_j·d_i)/τ_i) / (1 + Σ_j' exp((s_ij' − λ_j'·d_i)/τ_i)), τ_i = τ·max(mean|s_ij|, ½·max s_ij) over eligible pools.
/// </summary>
internal sealed class PricedAttention(double[] price, double temperature) : IShareRule
{
    private const int T = TaskTile.Length;

    /// <inheritdoc/>
    public void Share(TaskTile tile) => Attend(tile, price, temperature);

    /// <summary>Fills the tile's shares and surpluses at prices λ [m × K].</summary>
    internal static void Attend(TaskTile tile, ReadOnlySpan<double> price, double temperature)
    {
        int pools = tile.Share.Length / T, resources = tile.Demand.Length / T;
        Span<double> inverse = stackalloc double[T], most = stackalloc double[T], sum = stackalloc double[T];
        for (int t = 0; t < T; t++) inverse[t] = tile.Scale[t] > 0.0 ? 1.0 / (temperature * tile.Scale[t]) : 1.0;
        most.Clear();
        for (int j = 0; j < pools; j++) Net(tile, j, price.Slice(j * resources, resources), inverse, most);
        for (int t = 0; t < T; t += 8)
        {
            Vector512<double> m = Vector512.LoadUnsafe(ref most[0], (nuint)t);
            (m * (Vector512.Create(temperature) * Vector512.LoadUnsafe(ref tile.Scale[0], (nuint)t))).StoreUnsafe(ref tile.Surplus[0],
                (nuint)t);
            VectorMath.Exp(-m).StoreUnsafe(ref sum[0], (nuint)t);
        }
        for (int j = 0; j < pools; j++) Exponentiate(tile.Share.AsSpan(j * T, T), most, sum);
        for (int t = 0; t < T; t++) sum[t] = 1.0 / sum[t];
        for (int j = 0; j < pools; j++)
        {
            Span<double> share = tile.Share.AsSpan(j * T, T);
            for (int t = 0; t < T; t += 8)
                (Vector512.LoadUnsafe(ref share[0], (nuint)t) * Vector512.LoadUnsafe(ref sum[0], (nuint)t)).StoreUnsafe(ref share[0],
                    (nuint)t);
        }
    }

    /// <summary>(s_ij − λ_j·d_i)/τ_i of one pool, into the shares, and their running maximum with 0.</summary>
    private static void Net(TaskTile tile, int pool, ReadOnlySpan<double> price, ReadOnlySpan<double> inverse, Span<double> most)
    {
        ref double demand = ref MemoryMarshal.GetArrayDataReference(tile.Demand), share = ref tile.Share[pool * T],
            score = ref tile.Score[pool * T];
        ref double scale = ref MemoryMarshal.GetReference(inverse), top = ref MemoryMarshal.GetReference(most);
        for (int t = 0; t < T; t += 8)
        {
            Vector512<double> net = Vector512.LoadUnsafe(ref score, (nuint)t);
            for (int k = 0; k < price.Length; k++)
                net = Vector512.FusedMultiplyAdd(Vector512.Create(-price[k]), Vector512.LoadUnsafe(ref demand, (nuint)(k * T + t)), net);
            net *= Vector512.LoadUnsafe(ref scale, (nuint)t);
            net.StoreUnsafe(ref share, (nuint)t);
            Vector512.Max(Vector512.LoadUnsafe(ref top, (nuint)t), net).StoreUnsafe(ref top, (nuint)t);
        }
    }

    private static void Exponentiate(Span<double> share, ReadOnlySpan<double> most, Span<double> sum)
    {
        ref double z = ref MemoryMarshal.GetReference(share), top = ref MemoryMarshal.GetReference(most),
            total = ref MemoryMarshal.GetReference(sum);
        for (int t = 0; t < T; t += 8)
        {
            Vector512<double> net = Vector512.LoadUnsafe(ref z, (nuint)t) - Vector512.LoadUnsafe(ref top, (nuint)t);
            Vector512<double> e = VectorMath.Exp(net) & Vector512.GreaterThan(net, Vector512.Create(-700.0));
            e.StoreUnsafe(ref z, (nuint)t);
            (Vector512.LoadUnsafe(ref total, (nuint)t) + e).StoreUnsafe(ref total, (nuint)t);
        }
    }
}
