using Economy.Core.Kinds;
using Economy.Core.Scenarios;
using Economy.World.Randomness;

namespace Economy.World.Views;

/// <summary>
/// Prices as they are heard of: times a lognormal factor of mean 1, drawn anew for every participant, market and tick; one factor for the
/// last price and the quotes of a market, so that a bid stays below the ask. No promise of privacy.
/// </summary>
[Kind("noised", "sees prices and quotes times a random factor of its own; subsystems as they are")]
public sealed record NoisedView : ViewSpec, IView
{
    [Key("Standard deviation of the logarithm of the factor.", Min = 0, Max = 3, Changes = true)]
    public double Deviation { get; init; } = 0.1;

    PublicMarket IView.See(in PublicMarket market, ref PhiloxStream random)
    {
        var factor = random.LogNormal(-Deviation * Deviation / 2, Deviation);
        return new(Heard(market.LastPrice, factor), Heard(market.BestBid, factor), Heard(market.BestAsk, factor));
    }

    /// <summary>Rounded, and at least 1 where there is a price.</summary>
    private static long Heard(long price, double factor) =>
        price == 0 ? 0 : Math.Max(1, (long)Math.Min(price * factor + 0.5, long.MaxValue / 4));
}
