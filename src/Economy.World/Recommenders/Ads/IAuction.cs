namespace Economy.World.Recommenders.Ads;

/// <summary>What the world asks of a kind of auction: slots go to the greatest bids, the greatest first, whatever the kind.</summary>
public interface IAuction
{
    /// <summary>Sets the price of a click in each slot that is taken.</summary>
    /// <param name="bids">[n] Bids for a click, the greatest first, each at least the reserve; minor units.</param>
    /// <param name="rates">[s] Looks at each slot, as a share of those at the first, never rising, above 0.</param>
    /// <param name="reserve">Least price of a click, minor units.</param>
    /// <param name="price">[min(n, s)] Receives the prices: from the reserve up to the bid of whoever has the slot.</param>
    void Price(ReadOnlySpan<double> bids, ReadOnlySpan<double> rates, double reserve, Span<double> price);
}
