using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Recommenders.Ads;

/// <summary>
/// Whoever has a slot pays what its being there costs the others: those below it would each have had the slot above theirs. With looks
/// x_s at slot s and bids b in order, slot s of S pays Σ_{t ≥ s} (x_t − x_{t+1})·b_{t+1} over x_s a click, x_{S+1} = 0, and the reserve
/// stands for bids that are missing (Vickrey 1961; Clarke 1971; Groves 1973; for slots: Edelman, Ostrovsky and Schwarz 2007, section II).
/// </summary>
[Kind("vcg", "a click costs what it takes from the bidders below, by Vickrey, Clarke and Groves")]
public sealed record VickreyClarkeGroves : AuctionSpec, IAuction
{
    /// <inheritdoc />
    public void Price(ReadOnlySpan<double> bids, ReadOnlySpan<double> rates, double reserve, Span<double> price)
    {
        var (due, below) = (0.0, 0.0);
        for (var s = price.Length - 1; s >= 0; s--)
        {
            var next = s + 1 < bids.Length ? bids[s + 1] : reserve;
            due += (rates[s] - below) * next;
            below = rates[s];
            // Rounding must not take it past the bid.
            price[s] = Math.Clamp(due / rates[s], reserve, bids[s]);
        }
    }
}
