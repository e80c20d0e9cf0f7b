using Economy.Actors;
using Economy.Attention;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Blocks;
using Economy.World.Markets;
using FsCheck;
using FsCheck.Fluent;

namespace Economy.Tests.World.Blocks;

public sealed class BlockSpaceLaws
{
    private static readonly FrictionSpec Tight = new() { GasLimit = 400_000, TradeGas = 100_000, BlocksPerTick = 3, BaseFee = 50_000 };

    private static readonly Arbitrary<(FrictionSpec Rules, int[] Limits)> AnyMarket =
        (from ordering in Gen.Elements(Enum.GetValues<TransactionOrdering>())
         from room in Gen.Choose(1, 12)
         from blocks in Gen.Choose(1, 6)
         from fee in Gen.Choose(0, 2_000_000)
         from limits in Gen.Choose(1, 100_000).ArrayOf()
         select (Tight with { Ordering = ordering, GasLimit = 100_000 * room, BlocksPerTick = blocks, BaseFee = fee, Tip = 0.05 }, limits)).ToArbitrary();

    [Fact]
    public void Every_trade_is_in_one_block_or_lapses_and_no_block_holds_more_than_its_limit() =>
        Prop.ForAll(AnyMarket, market =>
        {
            var (blocks, taken) = Produce(market.Rules, market.Limits);
            Assert.Equal(market.Rules.BlocksPerTick, blocks.Count);
            Assert.All(blocks, b => Assert.True(b.GasUsed <= b.GasLimit && b.GasUsed == b.Trades * market.Rules.TradeGas));
            Assert.Equal(market.Limits.Length, blocks.Sum(b => b.Trades) + blocks[^1].Lapsed);
            Assert.Equal(taken.Count, taken.Select(t => t.Buyer).Distinct().Count());
            Assert.Equal(market.Limits.Sum(l => l - 1L), blocks.Sum(b => b.Surplus) + blocks[^1].SurplusLapsed);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Base_fees_follow_the_recursion_and_are_what_is_burnt() =>
        Prop.ForAll(AnyMarket, market =>
        {
            var (blocks, taken) = Produce(market.Rules, market.Limits);
            var (fee, at) = (market.Rules.BaseFee, 0);
            foreach (var block in blocks)
            {
                Assert.Equal(fee, block.BaseFee);
                var trades = taken.GetRange(at, block.Trades);
                Assert.All(trades, t => Assert.Equal(FeeOffer.Charge(market.Rules.TradeGas, fee), t.FeeBurnt));
                Assert.Equal((trades.Sum(t => t.FeeBurnt), trades.Sum(t => t.Tip)), (block.Burnt, block.Tips));
                at += block.Trades;
                fee = BaseFee.Next(fee, block.GasUsed, block.GasLimit);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nobody_is_charged_more_than_was_set_aside() =>
        Prop.ForAll(AnyMarket, market => Assert.All(Produce(market.Rules, market.Limits).Taken, t =>
        {
            var reserved = FeeOffer.Of(market.Rules, market.Rules.BaseFee, market.Limits[t.Buyer]).Reserve(market.Rules, 1);
            Assert.InRange(t.FeeBurnt + t.Tip, 0, reserved);
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void By_fee_a_higher_tip_is_never_later_within_a_block() =>
        Prop.ForAll(AnyMarket, market =>
        {
            var rules = market.Rules with { Ordering = TransactionOrdering.Fee };
            long Tip(int limit) => FeeOffer.Of(rules, rules.BaseFee, limit).Tip;
            var (blocks, taken) = Produce(rules, market.Limits);
            var at = 0;
            foreach (var block in blocks)
            {
                var offers = taken.GetRange(at, block.Trades).Select(t => Tip(market.Limits[t.Buyer])).ToArray();
                Assert.Equal(offers.OrderDescending(), offers);
                at += block.Trades;
            }

            // One block for all: those left out offer no more than those taken.
            var (whole, first) = Produce(rules with { BlocksPerTick = 1 }, market.Limits);
            var left = market.Limits.Where((_, buyer) => first.All(t => t.Buyer != buyer)).ToArray();
            if (whole[0].GasUsed + rules.TradeGas <= whole[0].GasLimit || left.Length == 0 || first.Count == 0) return;
            Assert.True(left.Max(Tip) <= first.Min(t => Tip(market.Limits[t.Buyer])));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Without_scarcity_everything_is_taken_in_the_first_block_it_can_reach() =>
        Prop.ForAll(AnyMarket, market =>
        {
            var (blocks, _) = Produce(market.Rules with { GasLimit = 1_000_000_000 }, market.Limits);
            Assert.Equal(market.Limits.Length, blocks.Sum(b => b.Trades));
            Assert.All(blocks, b => Assert.True(b is { Waiting: 0, Lapsed: 0, MeanDelay: 0 or double.NaN }));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(TransactionOrdering.Arrival, 2, 5_000)]
    [InlineData(TransactionOrdering.Fee, 2, 5_000)]
    [InlineData(TransactionOrdering.Random, 2, 5_000)]
    [InlineData(TransactionOrdering.Fee, 5, 4_000_000)] // Too much for all at first: blocks are empty until the fee has fallen.
    public void A_congested_run_keeps_its_books_and_does_not_depend_on_threads_or_cells(TransactionOrdering ordering, int blocksPerTick, long baseFee)
    {
        var scenario = Worlds.Small() with { Frictions = Tight with { Ordering = ordering, GasLimit = 200_000, BlocksPerTick = blocksPerTick, BaseFee = baseFee } };
        var (rows, journals) = Run(scenario, 1, 1);
        Assert.Equal(rows.Transcript(), Run(scenario, 2, 7).Rows.Transcript());
        var blocks = rows.Rows<BlockRow>();
        Assert.True(blocks.Sum(b => b.Lapsed) > 0 && blocks.Any(b => b.MeanDelay > 0) && blocks.Sum(b => b.Burnt) > 0, "there is congestion");
        Assert.Equal(ordering == TransactionOrdering.Fee, blocks.Sum(b => b.Tips) > 0);
        Assert.Equal(rows.Rows<TradeRow>().Count, blocks.Sum(b => b.Trades));
        Assert.Equal(baseFee > 1_000_000, blocks.Zip(blocks.Skip(1)).Any(b => b.First.Tick == b.Second.Tick && b.First.Trades == 0 && b.Second.Trades > 0));
        foreach (var tick in blocks.GroupBy(b => b.Tick))
        {
            var fees = journals[tick.Key].Entries.ToArray().Where(e => e.Instrument == Instrument.NetworkFee).ToArray();
            Assert.Equal(tick.Sum(b => b.Burnt), fees.Where(e => e.To == AccountId.Mint).Sum(e => e.Amount));
            Assert.Equal(tick.Sum(b => b.Tips), fees.Where(e => e.To == AccountId.Treasury).Sum(e => e.Amount));
            Assert.Equal(tick.Sum(b => b.Burnt + b.Tips), journals[tick.Key].NetworkFees);
            var delivered = journals[tick.Key].Entries.ToArray().Where(e => e.Instrument == Instrument.Delivery).Select(e => e.Posting).ToArray();
            var bounds = journals[tick.Key].Blocks;
            Assert.Equal(tick.Where(b => b.Trades > 0).Select(b => b.Trades), bounds.Zip(bounds.Skip(1), (first, next) => delivered.Count(p => p >= first && p < next)));
        }

        foreach (var (before, after) in blocks.Zip(blocks.Skip(1))) Assert.Equal(after.BaseFee, BaseFee.Next(before.BaseFee, before.GasUsed, before.GasLimit));
    }

    [Fact]
    public void Free_and_endless_block_space_changes_no_trade()
    {
        var free = Run(Worlds.Small(), 1, 1).Rows;
        var endless = Run(Worlds.Small() with { Frictions = new() { GasLimit = 1_000_000_000_000, BaseFee = 0, Tip = 0 } }, 1, 1).Rows;
        Assert.Equal(free.Rows<TickRow>(), endless.Rows<TickRow>());
        Assert.Equal(free.Rows<TradeRow>().OrderBy(Key), endless.Rows<TradeRow>().OrderBy(Key), (a, b) => a with { Trade = 0 } == b with { Trade = 0 });

        static string Key(TradeRow t) => $"{t.Tick} {t.Asset} {t.Buyer} {t.Seller}";
    }

    /// <summary>One unit each from sellers who ask 1 to buyers who bid the limits.</summary>
    private static (List<BlockRow> Blocks, List<AssetTrade> Taken) Produce(FrictionSpec rules, int[] limits)
    {
        var world = new WorldModel(Worlds.Small() with
        {
            Frictions = rules,
            Population = new() { Types = [new() { Name = "player", Count = 2 * Math.Max(1, limits.Length) }] },
        });
        var (space, blocks, taken) = (new BlockSpace(world), new List<BlockRow>(), new List<AssetTrade>());
        space.Begin(rules, rules.BaseFee, number: 1);
        for (var i = 0; i < limits.Length; i++)
        {
            var fill = new Fill(i, limits.Length + i, 1, 1) { BuyLimit = limits[i], BuyQuantity = 1, SellLimit = 1 };
            space.Send(new AssetTrade(0, fill.Buyer, fill.Seller, 1, 1, 0), fill);
        }

        space.Produce(taken, blocks);
        return (blocks, taken);
    }

    private static (MemorySink Rows, List<TickJournal> Journals) Run(Scenario scenario, int threads, int cells)
    {
        var (rows, book, world) = (new MemorySink(), new JournalBook(), new WorldModel(scenario));
        using var stage = ActorRuns.Stage(world, threads, cells);
        new Simulator(world, stage, Allocators.Create("proportional", new AllocationOptions { Threads = threads }), rows, book, threads).Run();
        return (rows, book.Journals);
    }
}
