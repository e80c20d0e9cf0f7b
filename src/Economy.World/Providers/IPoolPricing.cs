using Economy.Core.Scenarios;

namespace Economy.World.Providers;

/// <summary>A rule by which the owner of a pool sets the price that it asks, from its own books.</summary>
public interface IPoolPricing
{
    /// <summary>How many numbers it remembers from tick to tick; all 0 at first.</summary>
    int Memory => 0;

    /// <summary>The price of a resource for the tick that begins, minor units per unit and hour; it is then held within 0 and 10¹².</summary>
    /// <param name="posted">The posted price as it is now.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="memory">[<see cref="Memory"/>] what it remembers.</param>
    double Price(PriceVector posted, Resource resource, ReadOnlySpan<double> memory);

    /// <summary>Takes in a tick that is over.</summary>
    /// <param name="books">What the owner's books say of it.</param>
    /// <param name="memory">[<see cref="Memory"/>] what it remembers, to be written.</param>
    void Learn(PoolBooks books, Span<double> memory)
    {
    }
}

/// <summary>Observe → provider: what your books say of the tick.</summary>
/// <param name="Pool">The pool as the rules now have it.</param>
/// <param name="Revenue">Payments to it, minor units.</param>
/// <param name="SoldHours">[5] what of it was used, those jobs among it that began earlier, units × hours by resource.</param>
public sealed record PoolBooks(Pool Pool, long Revenue, double[] SoldHours)
{
    /// <summary>Revenue less what the hours cost at these prices, minor units.</summary>
    public double Profit(PriceVector cost)
    {
        var profit = (double)Revenue;
        for (var k = 0; k < SoldHours.Length; k++) profit -= cost[(Resource)k] * SoldHours[k];
        return profit;
    }
}
