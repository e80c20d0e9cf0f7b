using System.Runtime.InteropServices;
using Economy.Core.Records;
using Economy.World.Actors;
using Economy.World.Blocks;
using Economy.World.Decide;

namespace Economy.World.Trade;

/// <summary>A trade as it will be posted.</summary>
/// <param name="Market">Row of the market.</param>
/// <param name="Buyer">Buying participant.</param>
/// <param name="Seller">Selling participant.</param>
/// <param name="Quantity">Units.</param>
/// <param name="Price">Minor units per unit.</param>
/// <param name="Tax">Paid by the buyer on top, minor units.</param>
public readonly record struct Trade(int Market, int Buyer, int Seller, long Quantity, long Price, long Tax)
{
    /// <summary>Price × quantity.</summary>
    public long Notional => Price * Quantity;

    /// <summary>Base fee paid by the buyer, minor units; 0 where block space is free.</summary>
    public long FeeBurnt { get; init; }

    /// <summary>Priority fee paid by the buyer, minor units.</summary>
    public long Tip { get; init; }
}

/// <summary>What a market saw in a tick.</summary>
/// <param name="BidUnits">Units asked for.</param>
/// <param name="AskUnits">Units offered.</param>
/// <param name="Volume">Units traded.</param>
/// <param name="Notional">Price × volume, minor units.</param>
/// <param name="Tax">Transaction tax, minor units.</param>
public readonly record struct MarketOutcome(long BidUnits, long AskUnits, long Volume, long Notional, long Tax)
{
    internal MarketOutcome With(in Trade trade) =>
        this with { Volume = Volume + trade.Quantity, Notional = Notional + trade.Notional, Tax = Tax + trade.Tax };
}

/// <summary>Clears every market once a tick.</summary>
public sealed class Markets(WorldModel world)
{
    private readonly CallAuction auction = new();
    private readonly Column<AuctionOrder> buys = new();
    private readonly Column<AuctionOrder> sells = new();
    private readonly List<Trade> cleared = [];
    private readonly BlockSpace? space = world.Scenario.Frictions is { } rules ? new BlockSpace(world, rules) : null;

    /// <summary>Row of the asset each market trades.</summary>
    public int[] Asset { get; } = [.. world.Scenario.Markets.Select(m => world.AssetRow(m.Asset))];

    /// <summary>What each market saw in the tick.</summary>
    public MarketOutcome[] Outcomes { get; } = new MarketOutcome[world.Scenario.Markets.Count];

    /// <summary>The tick's trades: by market, best orders first; in the order of the blocks where block space is scarce.</summary>
    public List<Trade> Trades { get; } = [];

    /// <summary>The tick's blocks; none where block space is free.</summary>
    public IReadOnlyList<BlockRow> Blocks => space?.Blocks ?? [];

    /// <summary>Clears the orders; the clearing prices go into <see cref="Snapshot.AssetPrice"/>.</summary>
    public void Clear(Snapshot snapshot, IReadOnlyList<Proposals> proposals)
    {
        Trades.Clear();
        for (var m = 0; m < Outcomes.Length; m++)
        {
            Gather(proposals, m);
            if (auction.Clear(buys.Span, sells.Span) is { } at) snapshot.AssetPrice[Asset[m]] = at.Price;
            Outcomes[m] = new MarketOutcome(Units(buys), Units(sells), 0, 0, 0);
            cleared.Clear();
            foreach (var fill in auction.Fills)
            {
                var trade = new Trade(m, fill.Buyer, fill.Seller, fill.Quantity, snapshot.AssetPrice[Asset[m]], 0);
                cleared.Add(trade with { Tax = Dues.TransactionTax(world.Scenario.Money, trade.Notional) });
            }

            if (space is null) Trades.AddRange(cleared);
            else space.Send(snapshot, CollectionsMarshal.AsSpan(cleared), buys.Span, sells.Span);
        }

        space?.Produce(snapshot, Trades);
        foreach (ref readonly var trade in CollectionsMarshal.AsSpan(Trades)) Outcomes[trade.Market] = Outcomes[trade.Market].With(trade);
    }

    private void Gather(IReadOnlyList<Proposals> proposals, int market)
    {
        buys.Clear();
        sells.Clear();
        foreach (var cell in proposals)
        {
            foreach (ref readonly var order in cell.Orders.Span)
                if (order.Market == market) (order.IsBuy ? buys : sells).Add(new AuctionOrder(order.Owner, order.Limit, order.Quantity));
        }
    }

    private static long Units(Column<AuctionOrder> orders)
    {
        var units = 0L;
        foreach (ref readonly var order in orders.Span) units += order.Quantity;
        return units;
    }
}
