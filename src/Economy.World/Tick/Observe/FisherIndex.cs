using Economy.Core.State;

namespace Economy.World.Tick.Observe;

/// <summary>
/// Chained Fisher price index: each link is √(Laspeyres · Paasche) between a tick and the last one with trades, over the
/// assets that have traded before (IMF, PPI Manual 2004, ch. 15). 1 until the second tick with trades; links that are undefined
/// leave it unchanged.
/// </summary>
/// <param name="assets">Number of assets.</param>
public sealed class FisherIndex(int assets) : IResumable
{
    private readonly double[] lastPrice = new double[assets];
    private readonly double[] lastQuantity = new double[assets];
    private readonly bool[] traded = new bool[assets];

    /// <summary>The index.</summary>
    public double Value { get; private set; } = 1;

    /// <summary>Takes in the prices and traded quantities of a tick, by asset.</summary>
    public void Link(ReadOnlySpan<long> price, ReadOnlySpan<long> quantity)
    {
        var any = false;
        double laspeyres = 0, paasche = 0, old = 0, current = 0;
        for (var a = 0; a < price.Length; a++)
        {
            any |= quantity[a] > 0;
            if (!traded[a]) continue;
            old += lastPrice[a] * lastQuantity[a];
            laspeyres += price[a] * lastQuantity[a];
            current += lastPrice[a] * quantity[a];
            paasche += (double)price[a] * quantity[a];
        }

        if (!any) return;
        if (old > 0 && current > 0 && laspeyres > 0 && paasche > 0) Value *= Math.Sqrt(laspeyres / old * (paasche / current));
        for (var a = 0; a < price.Length; a++)
            (lastPrice[a], lastQuantity[a], traded[a]) = (price[a], quantity[a], traded[a] || quantity[a] > 0);
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        state.Write(Value);
        state.WriteColumn<double>(lastPrice);
        state.WriteColumn<double>(lastQuantity);
        state.WriteColumn<bool>(traded);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        Value = state.ReadDouble();
        state.ReadColumn<double>(lastPrice);
        state.ReadColumn<double>(lastQuantity);
        state.ReadColumn<bool>(traded);
    }
}
