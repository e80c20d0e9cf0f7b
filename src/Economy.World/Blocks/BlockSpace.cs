using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World.Actors;
using Economy.World.Randomness;
using Economy.World.Trade;

namespace Economy.World.Blocks;

/// <summary>
/// The blocks of a tick. Trades reach the waiting transactions over the tick, each at a time drawn for its order; every block
/// takes those that its ordering puts first, as many as its gas limit holds and as can meet its base fee. What no block of the
/// tick has taken lapses: nothing moves and no fee is due. All trades need the same gas, so taking them in order is exact.
/// </summary>
public sealed class BlockSpace(WorldModel world, FrictionSpec rules)
{
    private readonly List<Waiting> sent = [];
    private readonly List<int>[] arrivals = [.. Enumerable.Range(0, rules.BlocksPerTick).Select(_ => new List<int>())];
    private readonly PriorityQueue<int, (long Rank, int Row)> pool = new();
    private readonly int[] buyOf = new int[world.Participants];
    private readonly int[] sellOf = new int[world.Participants];
    private long unsent;
    private long surplusUnsent;

    /// <summary>The blocks of the last tick.</summary>
    public List<BlockRow> Blocks { get; } = [];

    /// <summary>Sends the trades of a market.</summary>
    /// <param name="trades">As the market cleared them; those of an order follow one another.</param>
    /// <param name="buys">The orders they came from.</param>
    /// <param name="sells">Likewise.</param>
    public void Send(Snapshot snapshot, ReadOnlySpan<Trade.Trade> trades, ReadOnlySpan<AuctionOrder> buys, ReadOnlySpan<AuctionOrder> sells)
    {
        for (var i = 0; i < buys.Length; i++) buyOf[buys[i].Trader] = i;
        for (var i = 0; i < sells.Length; i++) sellOf[sells[i].Trader] = i;
        var (buyer, ofOrder) = (-1, 0);
        foreach (ref readonly var trade in trades)
        {
            ofOrder = trade.Buyer == buyer ? ofOrder + 1 : 0;
            buyer = trade.Buyer;
            var bid = buys[buyOf[trade.Buyer]];
            var surplus = (bid.Limit - sells[sellOf[trade.Seller]].Limit) * trade.Quantity;
            if (ofOrder < FeeOffer.TradesPerOrder) Send(snapshot, trade, FeeOffer.Of(rules, snapshot.BaseFee, bid.Limit * bid.Quantity), surplus);
            else (unsent, surplusUnsent) = (unsent + 1, surplusUnsent + surplus);
        }
    }

    /// <summary>Produces the blocks of the tick and moves the base fee on.</summary>
    /// <param name="taken">Receives the trades taken, with their fees, in the order of the blocks.</param>
    public void Produce(Snapshot snapshot, List<Trade.Trade> taken)
    {
        Blocks.Clear();
        for (var block = 0; block < arrivals.Length; block++)
        {
            foreach (var row in arrivals[block]) pool.Enqueue(row, (sent[row].Rank, row));
            arrivals[block].Clear();
            Produce(snapshot, block, taken);
        }

        (unsent, surplusUnsent) = (0, 0);
        pool.Clear();
        sent.Clear();
    }

    private void Send(Snapshot snapshot, in Trade.Trade trade, FeeOffer offer, long surplus)
    {
        var random = new PhiloxStream(world.Scenario.Seed, Purpose.Inclusion, trade.Buyer, snapshot.Tick);
        for (var m = 0; m < trade.Market; m++) _ = (random.NextDouble(), random.NextDouble());
        var (time, lot) = (random.NextDouble(), random.NextDouble());
        var rank = rules.Ordering switch
        {
            TransactionOrdering.Arrival => (long)(time * (1L << 52)),
            TransactionOrdering.Random => (long)(lot * (1L << 52)),
            _ => long.MaxValue - offer.Tip, // caps lie equally far above the tips, so the order of effective tips is that of tips
        };
        arrivals[(int)(time * arrivals.Length)].Add(sent.Count);
        sent.Add(new Waiting(trade, offer, surplus, rank, (int)(time * arrivals.Length)));
    }

    private void Produce(Snapshot snapshot, int block, List<Trade.Trade> taken)
    {
        var baseFee = snapshot.BaseFee;
        var (count, gas, burnt, tips, surplus, waited) = (0, 0L, 0L, 0L, 0L, 0L);
        while (pool.TryPeek(out var row, out _) && sent[row].Offer.Meets(baseFee) && gas + rules.TradeGas <= rules.GasLimit)
        {
            var next = sent[pool.Dequeue()];
            var trade = next.Trade with { FeeBurnt = FeeOffer.Charge(rules.TradeGas, baseFee) };
            trade = trade with { Tip = FeeOffer.Charge(rules.TradeGas, baseFee + next.Offer.EffectiveTip(baseFee)) - trade.FeeBurnt };
            taken.Add(trade);
            count++;
            gas += rules.TradeGas;
            burnt += trade.FeeBurnt;
            tips += trade.Tip;
            surplus += next.Surplus;
            waited += block - next.Block;
        }

        var isLast = block == arrivals.Length - 1;
        Blocks.Add(new BlockRow(
            snapshot.Tick, block + 1, baseFee, gas, rules.GasLimit, count, pool.Count, count == 0 ? double.NaN : (double)waited / count,
            isLast ? pool.Count + unsent : 0, burnt, tips, surplus, isLast ? surplusUnsent + pool.UnorderedItems.Sum(p => sent[p.Element].Surplus) : 0));
        snapshot.BaseFee = BaseFee.Next(baseFee, gas, rules.GasLimit);
    }

    /// <param name="Surplus">Difference of the limits times the quantity, minor units.</param>
    /// <param name="Rank">The lower, the sooner.</param>
    /// <param name="Block">The first block that could take it.</param>
    private readonly record struct Waiting(Trade.Trade Trade, FeeOffer Offer, long Surplus, long Rank, int Block);
}
