using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Recommenders.Ads;

/// <summary>
/// Whoever has a slot pays for a click what the next one bids, or the reserve (Edelman, Ostrovsky and Schwarz 2007, "Internet advertising
/// and the generalized second-price auction", American Economic Review 97(1), section II).
/// </summary>
[Kind("generalised-second-price", "a click costs what the next lower bid is, or the reserve")]
public sealed record GeneralisedSecondPrice : AuctionSpec, IAuction
{
    /// <inheritdoc />
    public void Price(ReadOnlySpan<double> bids, ReadOnlySpan<double> rates, double reserve, Span<double> price)
    {
        for (var s = 0; s < price.Length; s++) price[s] = s + 1 < bids.Length ? bids[s + 1] : reserve;
    }
}
