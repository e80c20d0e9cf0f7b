namespace Economy.World.Behaviours;

/// <summary>What a participant sees of a market when it decides, prices and quotes as its view shows them. Money in minor units.</summary>
public readonly record struct MarketView
{
    /// <summary>The tick being decided, from 1.</summary>
    public required int Tick { get; init; }

    /// <summary>Last price of the asset.</summary>
    public required long LastPrice { get; init; }

    /// <summary>Highest bid that the tick before left in the book; 0 where there is none.</summary>
    public required long BestBid { get; init; }

    /// <summary>Lowest ask that the tick before left in the book; 0 where there is none.</summary>
    public required long BestAsk { get; init; }

    /// <summary>What one more unit is worth to the participant, less what comes on top of the price.</summary>
    public required long BidValue { get; init; }

    /// <summary>What the last unit held is worth to it; −1 where none is held.</summary>
    public required long AskValue { get; init; }

    /// <summary>
    /// Whether it makes the asset and expects to sell it for more than a unit is worth to itself, which is then the value to ask.
    /// </summary>
    public bool IsForSale { get; init; }

    /// <summary>Units held that are not on offer elsewhere.</summary>
    public required long Held { get; init; }

    /// <summary>Units of a buy order: drawn up to the market's lot size.</summary>
    public required long Wanted { get; init; }

    /// <summary>Units of a sell order: the same, as far as they are held.</summary>
    public required long Offered { get; init; }

    /// <summary>Money that is free.</summary>
    public required long Free { get; init; }

    /// <summary>A uniform draw on [0, 1), the same under every rule: meant for the side of an order.</summary>
    public required double Side { get; init; }

    /// <summary>Another: meant for its limit.</summary>
    public required double Draw { get; init; }
}
