using Economy.Core.State;
using Economy.World.Blocks;
using Economy.World.Markets;
using Economy.World.Money;

namespace Economy.World.Tick.Trade;

/// <summary>5 Trade: every market clears its orders; where block space is scarce, trades compete for it.</summary>
internal sealed class TradeStep : IStep, IResumable
{
    private readonly Market[] markets;
    private readonly OrderFlow flow;
    private readonly BlockSpace? space;
    private readonly TradingDay day;

    /// <param name="world">What stays fixed.</param>
    public TradeStep(WorldModel world)
    {
        markets = [.. world.Markets.Select((spec, m) => ((IMarketKind)spec).Open(new MarketSite(m, spec.Asset)))];
        flow = new OrderFlow(world);
        day = new TradingDay(world);
        space = world.HasBlocks ? new BlockSpace(world) : null;
    }

    /// <inheritdoc />
    public void Run(TickState tick)
    {
        tick.Trading = day;
        day.Begin(tick.Board, tick.Allocation.Sales);
        space?.Begin(tick.Rules.Frictions!, tick.Board.BaseFee, tick.Tick);
        var orders = flow.Of(tick);
        var clearings = tick.Stage.Ask(tick.Tick, markets, orders);
        for (var m = 0; m < markets.Length; m++)
        {
            var clearing = (Clearing)clearings[m];
            day.Open(m, orders[m], clearing);
            foreach (var fill in clearing.Fills)
            {
                var trade = new AssetTrade(m, fill.Buyer, fill.Seller, fill.Quantity, fill.Price, 0) { Taker = fill.Taker };
                if (fill.Buyer != Traders.Treasury) trade = trade with { Tax = Dues.TransactionTax(tick.Rules.Money, trade.Notional) };
                if (space is null) day.Trades.Add(trade);
                else space.Send(trade, fill);
            }
        }

        if (space is not null) day.BaseFee = space.Produce(day.Trades, day.Blocks);
        day.Close();
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        foreach (var market in markets) market.Save(state);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        foreach (var market in markets) market.Restore(state);
    }
}
