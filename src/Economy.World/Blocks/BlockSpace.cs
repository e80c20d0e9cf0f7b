using System.Runtime.InteropServices;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World.Randomness;
using Economy.World.Markets;

namespace Economy.World.Blocks;

/// <summary>
/// The blocks of a tick. Trades reach the waiting transactions over the tick, each at a time drawn for its order; every block
/// takes those that its ordering puts first, as many as its gas limit holds and as can meet its base fee. What no block of the
/// tick has taken lapses: nothing moves and no fee is due. All trades need the same gas, so taking them in order is exact.
/// </summary>
public sealed class BlockSpace(WorldModel world)
{
    private readonly List<Waiting> sent = [];
    private readonly PriorityQueue<int, (long Rank, int Row)> pool = new();
    private readonly Dictionary<(int Market, int Buyer, long Limit, long Quantity), int> sentOf = [];
    private FrictionSpec rules = new();
    private List<int>[] arrivals = [];
    private long fee;
    private int tick;
    private long unsent;
    private long surplusUnsent;

    /// <summary>Begins a tick.</summary>
    /// <param name="now">The rules in force.</param>
    /// <param name="baseFee">Of its first block.</param>
    /// <param name="number">The tick.</param>
    public void Begin(FrictionSpec now, long baseFee, int number)
    {
        (rules, fee, tick) = (now, baseFee, number);
        if (arrivals.Length != rules.BlocksPerTick) arrivals = [.. Enumerable.Range(0, rules.BlocksPerTick).Select(_ => new List<int>())];
    }

    /// <summary>Sends a trade. Those of one order beyond what it has set aside for are not sent.</summary>
    /// <param name="trade">As it will be posted.</param>
    /// <param name="fill">The orders it came from.</param>
    public void Send(in AssetTrade trade, in Fill fill)
    {
        ref var ofOrder = ref CollectionsMarshal.GetValueRefOrAddDefault(sentOf,
            (trade.Market, fill.Buyer, fill.BuyLimit, fill.BuyQuantity), out _);
        var surplus = (fill.BuyLimit - fill.SellLimit) * fill.Quantity;
        if (ofOrder++ < FeeOffer.TradesPerOrder) Send(trade, FeeOffer.Of(rules, fee, fill.BuyLimit * fill.BuyQuantity), surplus);
        else (unsent, surplusUnsent) = (unsent + 1, surplusUnsent + surplus);
    }

    /// <summary>Produces the blocks of the tick.</summary>
    /// <param name="taken">Receives the trades taken, with their fees, in the order of the blocks.</param>
    /// <param name="blocks">Receives the blocks.</param>
    /// <returns>Base fee of the next block.</returns>
    public long Produce(List<AssetTrade> taken, List<BlockRow> blocks)
    {
        var baseFee = fee;
        for (var block = 0; block < arrivals.Length; block++)
        {
            foreach (var row in arrivals[block]) pool.Enqueue(row, (sent[row].Rank, row));
            arrivals[block].Clear();
            baseFee = Produce(block, baseFee, taken, blocks);
        }

        (unsent, surplusUnsent) = (0, 0);
        pool.Clear();
        sentOf.Clear();
        sent.Clear();
        return baseFee;
    }

    private void Send(in AssetTrade trade, FeeOffer offer, long surplus)
    {
        var random = new PhiloxStream(world.SeedAt(tick), Purpose.Inclusion, trade.Buyer, tick);
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

    private long Produce(int block, long baseFee, List<AssetTrade> taken, List<BlockRow> blocks)
    {
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
        blocks.Add(new BlockRow(
            tick, block + 1, baseFee, gas, rules.GasLimit, count, pool.Count, count == 0 ? double.NaN : (double)waited / count,
            isLast ? pool.Count + unsent : 0, burnt, tips, surplus,
            isLast ? surplusUnsent + pool.UnorderedItems.Sum(p => sent[p.Element].Surplus) : 0));
        return BaseFee.Next(baseFee, gas, rules.GasLimit);
    }

    /// <param name="Surplus">Difference of the limits times the quantity, minor units.</param>
    /// <param name="Rank">The lower, the sooner.</param>
    /// <param name="Block">The first block that could take it.</param>
    private readonly record struct Waiting(AssetTrade Trade, FeeOffer Offer, long Surplus, long Rank, int Block);
}
