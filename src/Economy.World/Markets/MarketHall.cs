using System.Runtime.InteropServices;
using Economy.Core.Records;
using Economy.World.Actors;
using Economy.World.Blocks;
using Economy.World.Decide;

namespace Economy.World.Markets;

/// <summary>Clears every market once a tick.</summary>
public sealed class MarketHall
{
    private readonly WorldModel world;
    private readonly Market[] markets;
    private readonly OrderFlow flow;
    private readonly BlockSpace? space;

    /// <param name="world">What stays fixed.</param>
    public MarketHall(WorldModel world)
    {
        this.world = world;
        var specs = world.Scenario.Markets;
        markets = [.. specs.Select((spec, m) => ((IMarketKind)spec).Open(new MarketSite(m, spec.Asset)))];
        flow = new OrderFlow(world);
        space = world.Scenario.Frictions is { } rules ? new BlockSpace(world, rules) : null;
        Asset = [.. specs.Select(m => world.AssetRow(m.Asset))];
        Days = new MarketDay[specs.Count];
    }

    /// <summary>Row of the asset each market trades.</summary>
    public int[] Asset { get; }

    /// <summary>What each market saw in the tick.</summary>
    public MarketDay[] Days { get; }

    /// <summary>The tick's trades: by market, as they came about; in the order of the blocks where block space is scarce.</summary>
    public List<AssetTrade> Trades { get; } = [];

    /// <summary>The tick's blocks; none where block space is free.</summary>
    public IReadOnlyList<BlockRow> Blocks => space?.Blocks ?? [];

    /// <summary>Clears the orders; the prices go into <see cref="Snapshot.AssetPrice"/>.</summary>
    public void Clear(Snapshot snapshot, IReadOnlyList<Proposals> proposals)
    {
        Trades.Clear();
        var orders = flow.Of(snapshot.Tick, proposals);
        for (var m = 0; m < Days.Length; m++)
        {
            var clearing = (Clearing)markets[m].Answer(orders[m]);
            if (clearing.Price is { } price) snapshot.AssetPrice[Asset[m]] = price;
            Days[m] = new MarketDay(Units(orders[m], isBuy: true), Units(orders[m], isBuy: false), 0, 0, 0);
            foreach (var fill in clearing.Fills)
            {
                var trade = new AssetTrade(m, fill.Buyer, fill.Seller, fill.Quantity, fill.Price, 0);
                trade = trade with { Tax = Dues.TransactionTax(world.Scenario.Money, trade.Notional) };
                if (space is null) Trades.Add(trade);
                else space.Send(snapshot, trade, fill);
            }
        }

        space?.Produce(snapshot, Trades);
        foreach (ref readonly var trade in CollectionsMarshal.AsSpan(Trades)) Days[trade.Market] = Days[trade.Market].With(trade);
    }

    private static long Units(MarketOrders orders, bool isBuy) => orders.Orders.Sum(o => o.IsBuy == isBuy ? o.Quantity : 0);
}
