using Economy.World.Behaviours;
using Economy.World.Markets;
using Economy.World.Randomness;
using FsCheck;
using FsCheck.Fluent;

namespace Economy.Tests.World.Markets;

public class DoubleAuctionLaws
{
    private static readonly Arbitrary<Order[]> AnyOrders =
        (from trader in Gen.Choose(0, 5)
         from isBuy in Gen.Elements(true, false)
         from limit in Gen.Choose(1, 12)
         from quantity in Gen.Choose(1, 5)
         select new Order(trader, isBuy, limit, quantity)).ArrayOf().ToArbitrary();

    [Fact]
    public void Every_fill_is_within_both_limits_and_no_order_fills_beyond_its_quantity() =>
        Prop.ForAll(AnyOrders, orders =>
        {
            var clearing = Open(new() { Asset = "ore", Life = 9 }).Clear(new MarketOrders(1, orders, []));
            Assert.All(clearing.Fills, f => Assert.True(f.Quantity > 0 && f.SellLimit <= f.Price && f.Price <= f.BuyLimit && f.Buyer != f.Seller));
            foreach (var side in (bool[])[true, false])
            {
                var filled = clearing.Fills.Sum(f => f.Quantity);
                var resting = clearing.Resting.Where(r => r.IsBuy == side).Sum(r => r.Quantity);
                Assert.True(filled + resting <= orders.Where(o => o.IsBuy == side).Sum(o => o.Quantity));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_left_in_the_book_does_not_cross() =>
        Prop.ForAll(AnyOrders, orders =>
        {
            var clearing = Open(new() { Asset = "ore" }).Clear(new MarketOrders(1, orders, []));
            Assert.True(clearing.BestBid is not { } bid || clearing.BestAsk is not { } ask || bid < ask);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_better_limit_goes_first_and_among_equals_the_older_one()
    {
        var fills = Open(new() { Asset = "ore" }).Clear(new MarketOrders(1,
            [new(1, false, 7, 1), new(2, false, 6, 1), new(3, false, 6, 1), new(4, true, 9, 3)], [])).Fills;
        Assert.Equal([(4, 2, 6L), (4, 3, 6L), (4, 1, 7L)], fills.Select(f => (f.Buyer, f.Seller, f.Price)));
    }

    [Fact]
    public void An_order_rests_for_its_life_survives_a_save_and_can_be_withdrawn()
    {
        var rules = new DoubleAuction { Asset = "ore", Life = 3 };
        var market = Open(rules);
        var resting = market.Clear(new MarketOrders(1, [new(1, true, 5, 4), new(2, true, 4, 1)], [])).Resting;
        Assert.Equal([new RestingOrder(1, 0, 1, true, 5, 4), new RestingOrder(2, 0, 2, true, 4, 1)], resting);
        using var state = new MemoryStream();
        using (var writer = new BinaryWriter(state, System.Text.Encoding.UTF8, leaveOpen: true)) market.Save(writer);
        state.Position = 0;
        var again = Open(rules);
        using (var reader = new BinaryReader(state)) again.Restore(reader);
        foreach (var book in (Market[])[market, again])
        {
            var second = book.Clear(new MarketOrders(2, [new(3, false, 5, 1)], [2]));
            Assert.Equal((1, 3, 1L, 5L), second.Fills.Select(f => (f.Buyer, f.Seller, f.Quantity, f.Price)).Single());
            Assert.Equal([new RestingOrder(1, 0, 1, true, 5, 3)], second.Resting);
            Assert.Empty(book.Clear(new MarketOrders(3, [], [])).Resting);
        }
    }

    [Fact]
    public void Orders_of_one_trader_cancel_out()
    {
        var clearing = Open(new() { Asset = "ore", Life = 2 }).Clear(new MarketOrders(1, [new(1, true, 5, 4), new(1, false, 4, 3)], []));
        Assert.Empty(clearing.Fills);
        Assert.Equal(1, clearing.Resting.Single().Quantity);
    }

    /// <summary>
    /// Known answer: 50 buyers and 50 sellers of one unit, values and costs U[0, 1]; 4,000 steps, each a random side and a random trader of
    /// it that has not traded; bid V·U, ask C + (1 − C)·U; only the best quote of each side stands. Efficiency 0.957 over markets, standard
    /// deviation 0.022; over 400 markets the mean has a standard error of 0.0011, so the tolerance is 0.0040.
    /// </summary>
    [Fact]
    public void Zero_intelligence_in_a_market_of_best_quotes_has_the_known_efficiency()
    {
        const int Markets = 400;
        var efficiency = Enumerable.Range(1, Markets).Select(m => Efficiency((ulong)m)).ToArray();
        var mean = efficiency.Average();
        Assert.InRange(mean, 0.957 - 0.004, 0.957 + 0.004);
        Assert.InRange(Math.Sqrt(efficiency.Sum(e => (e - mean) * (e - mean)) / (Markets - 1)), 0.022 - 0.004, 0.022 + 0.004);
    }

    private static double Efficiency(ulong seed)
    {
        const int Side = 50;
        const long One = 1_000_000;
        var random = new PhiloxStream(seed, Purpose.Trade, 0, 0);
        var (values, costs) = (new long[Side], new long[Side]);
        for (var i = 0; i < Side; i++) (values[i], costs[i]) = (random.NextLong(One + 1), random.NextLong(One + 1));
        var best = values.OrderDescending().Zip(costs.Order(), (v, c) => Math.Max(0, v - c)).Sum();
        var (buyers, sellers) = (Enumerable.Range(0, Side).ToList(), Enumerable.Range(Side, Side).ToList());
        var (market, gained) = (Open(new() { Asset = "ore", BestOnly = true, Life = 10_000 }), 0L);
        for (var step = 1; step <= 4_000; step++)
        {
            var isBuy = random.NextDouble() < 0.5;
            var side = isBuy ? buyers : sellers;
            if (side.Count == 0) continue;
            var trader = side[random.NextInt(side.Count)];
            var limit = isBuy ? Math.Max(1, ZeroIntelligence.Bid(random.NextDouble(), values[trader])) : ZeroIntelligence.Ask(random.NextDouble(), costs[trader - Side], One);
            foreach (var fill in market.Clear(new MarketOrders(step, [new Order(trader, isBuy, limit, 1)], [])).Fills)
            {
                gained += values[fill.Buyer] - costs[fill.Seller - Side];
                buyers.Remove(fill.Buyer);
                sellers.Remove(fill.Seller);
            }
        }

        return (double)gained / best;
    }

    private static Market Open(DoubleAuction rules) => rules.Open(new MarketSite(0, "ore"));
}
