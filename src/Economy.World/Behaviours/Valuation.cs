using Economy.Attention.Numerics;
using Economy.Core.Scenarios;

namespace Economy.World.Behaviours;

/// <summary>What units of an asset are worth to who holds some.</summary>
public static class Valuation
{
    private const int MostAdded = 64;

    /// <summary>Utility of one more unit: value / (1 + held/satiation).</summary>
    public static double OfOneMore(double value, AssetSpec asset, double held) => value / (1 + held / asset.Satiation);

    /// <summary>
    /// Value now of one a tick from the next tick on, as long as the unit lasts: δ/(1 − δ), with δ = discount × (1 − wear) (the price of a
    /// perpetuity; Lucas 1978 for risk-neutral holders).
    /// </summary>
    public static double OfOneATick(double discount, AssetSpec asset) =>
        discount * (1 - asset.Wear) is var last ? last / (1 - last) : 0;

    /// <summary>
    /// Utility in a tick of all units held: Σ yield / (1 + j/satiation), j from 0 to held − 1; beyond 64 units by the midpoint rule, within
    /// 10⁻⁴ of the sum.
    /// </summary>
    public static double Flow(double yield, AssetSpec asset, long held)
    {
        var (sum, added) = (0.0, (int)Math.Min(held, MostAdded));
        for (var j = 0; j < added; j++) sum += OfOneMore(yield, asset, j);
        if (held <= MostAdded) return sum;
        return sum + yield * asset.Satiation
            * DeterministicMath.Log((asset.Satiation + held - 0.5) / (asset.Satiation + MostAdded - 0.5));
    }
}
