using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Economy.Attention.Numerics;
using Economy.Attention.Rounding;
using Economy.Attention.Tiles;

namespace Economy.Attention.Dual;

/// <summary>
/// Softmax attention with a null token and a price in the exponent (design section 3):
/// z_ij = exp((s_ij − λ_j·d_i)/τ_i) / (1 + Σ_j' exp((s_ij' − λ_j'·d_i)/τ_i)), τ_i = τ·mean|s_ij| over eligible pools.
/// </summary>
internal sealed class PricedAttention(double[] price, double temperature) : IShareRule
{
    /// <inheritdoc/>
    public void Share(TaskTile tile) => Attend(tile, price, temperature);

    /// <summary>Fills the tile's shares and surpluses at prices λ [m × K].</summary>
    internal static void Attend(TaskTile tile, ReadOnlySpan<double> price, double temperature)
    {
        int pools = tile.Share.Length / TaskTile.Length, resources = tile.Demand.Length / TaskTile.Length;
        ref double demand = ref MemoryMarshal.GetArrayDataReference(tile.Demand);
        ref double score = ref MemoryMarshal.GetArrayDataReference(tile.Score);
        ref double share = ref MemoryMarshal.GetArrayDataReference(tile.Share);
        Vector256<double> one = Vector256<double>.One, tau = Vector256.Create(temperature);
        for (int t = 0; t < TaskTile.Length; t += 4)
        {
            Vector256<double> scale = tau * Vector256.LoadUnsafe(ref tile.Scale[0], (nuint)t);
            Vector256<double> inverse = one / Vector256.ConditionalSelect(Vector256.GreaterThan(scale, default), scale, one);
            Vector256<double> most = default;
            for (int j = 0; j < pools; j++)
            {
                Vector256<double> net = Vector256.LoadUnsafe(ref score, (nuint)(j * TaskTile.Length + t));
                for (int k = 0; k < resources; k++)
                    net = Vector256.FusedMultiplyAdd(
                        Vector256.Create(-price[j * resources + k]), Vector256.LoadUnsafe(ref demand, (nuint)(k * TaskTile.Length + t)), net);
                net *= inverse;
                net.StoreUnsafe(ref share, (nuint)(j * TaskTile.Length + t));
                most = Vector256.Max(most, net);
            }
            (most * scale).StoreUnsafe(ref tile.Surplus[0], (nuint)t);
            Vector256<double> sum = VectorMath.Exp(-most);
            for (int j = 0; j < pools; j++)
            {
                Vector256<double> net = Vector256.LoadUnsafe(ref share, (nuint)(j * TaskTile.Length + t)) - most;
                Vector256<double> e = VectorMath.Exp(net) & Vector256.GreaterThan(net, Vector256.Create(-700.0));
                e.StoreUnsafe(ref share, (nuint)(j * TaskTile.Length + t));
                sum += e;
            }
            sum = one / sum;
            for (int j = 0; j < pools; j++)
                (Vector256.LoadUnsafe(ref share, (nuint)(j * TaskTile.Length + t)) * sum).StoreUnsafe(ref share, (nuint)(j * TaskTile.Length + t));
        }
    }
}
