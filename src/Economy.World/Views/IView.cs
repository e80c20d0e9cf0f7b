using Economy.World.Randomness;

namespace Economy.World.Views;

/// <summary>What is public of a market, minor units per unit; a quote is 0 where nobody quotes.</summary>
public readonly record struct PublicMarket(long LastPrice, long BestBid, long BestAsk);

/// <summary>
/// What the world asks of a kind of view. A view changes what is seen, never what is owed: taxes, fees and money set aside follow from the
/// board itself.
/// </summary>
public interface IView
{
    /// <summary>By how many ticks what is seen of subsystems, markets and rewards is older than what is public.</summary>
    int Delay => 0;

    /// <summary>A market as one participant sees it in a tick.</summary>
    /// <param name="market">What is public, by then.</param>
    /// <param name="random">A stream of the participant and the tick: asked in every tick for every market, in order, so that what is drawn
    /// for one depends on no other.</param>
    PublicMarket See(in PublicMarket market, ref PhiloxStream random) => market;
}
