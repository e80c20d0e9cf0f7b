using Economy.World.Markets;
using FsCheck;
using FsCheck.Fluent;

namespace Economy.Tests.World.Markets;

public class UniformPriceLaws
{
    private static readonly Gen<Order> AnyOrder =
        from limit in Gen.Choose(1, 30)
        from quantity in Gen.Choose(1, 6)
        select new Order(0, IsBuy: true, limit, quantity);

    private static readonly Arbitrary<(Order[] Buys, Order[] Sells)> AnyBook =
        (from buys in AnyOrder.ArrayOf()
         from sells in AnyOrder.ArrayOf()
         select (Number(buys, 0, isBuy: true), Number(sells, 1000, isBuy: false))).ToArbitrary();

    [Fact]
    public void The_clearing_price_maximises_the_volume() =>
        Prop.ForAll(AnyBook, book =>
        {
            var cleared = new UniformPrice().Clear([.. book.Buys, .. book.Sells]);
            var best = Enumerable.Range(1, 30).Max(price => VolumeAt(book, price));
            Assert.Equal(best, cleared?.Volume ?? 0);
            if (cleared is { } at) Assert.Equal(best, VolumeAt(book, at.Price));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_trade_is_worse_than_its_limit_and_no_order_fills_beyond_its_quantity() =>
        Prop.ForAll(AnyBook, book =>
        {
            var auction = new UniformPrice();
            var cleared = auction.Clear([.. book.Buys, .. book.Sells]);
            foreach (var fill in auction.Fills)
            {
                Assert.True(fill.Quantity > 0);
                Assert.True(book.Buys[fill.Buyer].Limit >= cleared!.Value.Price);
                Assert.True(book.Sells[fill.Seller - 1000].Limit <= cleared.Value.Price);
            }

            foreach (var bought in auction.Fills.GroupBy(f => f.Buyer)) Assert.True(bought.Sum(f => f.Quantity) <= book.Buys[bought.Key].Quantity);
            foreach (var sold in auction.Fills.GroupBy(f => f.Seller)) Assert.True(sold.Sum(f => f.Quantity) <= book.Sells[sold.Key - 1000].Quantity);
            Assert.Equal(cleared?.Volume ?? 0, auction.Fills.Sum(f => f.Quantity));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Better_limits_go_first() =>
        Prop.ForAll(AnyBook, book =>
        {
            var auction = new UniformPrice();
            auction.Clear([.. book.Buys, .. book.Sells]);
            var bought = auction.Fills.GroupBy(f => f.Buyer).ToDictionary(g => g.Key, g => g.Sum(f => f.Quantity));
            foreach (var better in book.Buys)
                foreach (var worse in book.Buys.Where(b => b.Limit < better.Limit && bought.ContainsKey(b.Trader)))
                    Assert.Equal(better.Quantity, bought[better.Trader]);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Among_equal_limits_the_first_given_goes_first_and_the_price_is_the_middle_one()
    {
        var auction = new UniformPrice();
        var cleared = auction.Clear([new(1, true, 10, 1), new(2, true, 10, 1), new(3, false, 5, 1)]);
        Assert.Equal((10L, 1L), cleared);
        Assert.Equal([(1, 3, 1L, 10L)], auction.Fills.Select(f => (f.Buyer, f.Seller, f.Quantity, f.Price)));
        Assert.Equal((7L, 1L), auction.Clear([new(1, true, 10, 1), new(3, false, 5, 1)]));
        Assert.Null(auction.Clear([new(1, true, 4, 1), new(3, false, 5, 1)]));
        Assert.Null(auction.Clear([new(3, false, 5, 1)]));
    }

    private static Order[] Number(Order[] orders, int from, bool isBuy) => [.. orders.Select((o, i) => o with { Trader = from + i, IsBuy = isBuy })];

    private static long VolumeAt((Order[] Buys, Order[] Sells) book, long price) => Math.Min(
        book.Buys.Where(b => b.Limit >= price).Sum(b => b.Quantity),
        book.Sells.Where(s => s.Limit <= price).Sum(s => s.Quantity));
}
