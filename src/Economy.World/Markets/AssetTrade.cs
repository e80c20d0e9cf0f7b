namespace Economy.World.Markets;

/// <summary>A trade as it will be posted.</summary>
/// <param name="Market">Row of the market.</param>
/// <param name="Buyer">Buying participant.</param>
/// <param name="Seller">Selling participant.</param>
/// <param name="Quantity">Units.</param>
/// <param name="Price">Minor units per unit.</param>
/// <param name="Tax">Paid by the buyer on top, minor units.</param>
public readonly record struct AssetTrade(int Market, int Buyer, int Seller, long Quantity, long Price, long Tax)
{
    /// <summary>Price × quantity.</summary>
    public long Notional => Price * Quantity;

    /// <summary>Base fee paid by the buyer, minor units; 0 where block space is free.</summary>
    public long FeeBurnt { get; init; }

    /// <summary>Priority fee paid by the buyer, minor units.</summary>
    public long Tip { get; init; }

    /// <summary>Which side took liquidity.</summary>
    public Taker Taker { get; init; }

    /// <summary>One of its two sides.</summary>
    internal TradeSide Side(bool isBuyer) => new(isBuyer, Taker == (isBuyer ? Taker.Buyer : Taker.Seller));
}

/// <summary>What a market saw in a tick.</summary>
/// <param name="BidUnits">Units asked for.</param>
/// <param name="AskUnits">Units offered.</param>
/// <param name="Volume">Units traded.</param>
/// <param name="Notional">Σ price × quantity over its trades, minor units.</param>
/// <param name="Tax">Transaction tax, minor units.</param>
public readonly record struct MarketDay(long BidUnits, long AskUnits, long Volume, long Notional, long Tax)
{
    internal MarketDay With(in AssetTrade trade) =>
        this with { Volume = Volume + trade.Quantity, Notional = Notional + trade.Notional, Tax = Tax + trade.Tax };
}
