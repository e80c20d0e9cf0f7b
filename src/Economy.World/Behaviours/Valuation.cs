using Economy.Core.Scenarios;

namespace Economy.World.Behaviours;

/// <summary>What units of an asset are worth to who holds some.</summary>
public static class Valuation
{
    /// <summary>Utility of one more unit: value / (1 + held/satiation).</summary>
    public static double OfOneMore(double value, AssetSpec asset, long held) => value / (1 + held / asset.Satiation);
}
