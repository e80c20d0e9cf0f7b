using Economy.World.Trade;
using FsCheck;
using FsCheck.Fluent;

namespace Economy.Tests.World;

public class CallAuctionLaws
{
    private static readonly Gen<AuctionOrder> AnyOrder =
        from limit in Gen.Choose(1, 30)
        from quantity in Gen.Choose(1, 6)
        select new AuctionOrder(0, limit, quantity);

    private static readonly Arbitrary<(AuctionOrder[] Buys, AuctionOrder[] Sells)> AnyBook =
        (from buys in AnyOrder.ArrayOf()
         from sells in AnyOrder.ArrayOf()
         select (Number(buys, 0), Number(sells, 1000))).ToArbitrary();

    [Fact]
    public void The_clearing_price_maximises_the_volume() =>
        Prop.ForAll(AnyBook, book =>
        {
            var cleared = new CallAuction().Clear(book.Buys, book.Sells);
            var best = Enumerable.Range(1, 30).Max(price => VolumeAt(book, price));
            Assert.Equal(best, cleared?.Volume ?? 0);
            if (cleared is { } at) Assert.Equal(best, VolumeAt(book, at.Price));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_trade_is_worse_than_its_limit_and_no_order_fills_beyond_its_quantity() =>
        Prop.ForAll(AnyBook, book =>
        {
            var auction = new CallAuction();
            var cleared = auction.Clear(book.Buys, book.Sells);
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
            var auction = new CallAuction();
            auction.Clear(book.Buys, book.Sells);
            var bought = auction.Fills.GroupBy(f => f.Buyer).ToDictionary(g => g.Key, g => g.Sum(f => f.Quantity));
            foreach (var better in book.Buys)
                foreach (var worse in book.Buys.Where(b => b.Limit < better.Limit && bought.ContainsKey(b.Trader)))
                    Assert.Equal(better.Quantity, bought[better.Trader]);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Among_equal_limits_the_first_given_goes_first_and_the_price_is_the_middle_one()
    {
        var auction = new CallAuction();
        var cleared = auction.Clear([new(1, 10, 1), new(2, 10, 1)], [new(3, 5, 1)]);
        Assert.Equal((10L, 1L), cleared);
        Assert.Equal([new Fill(1, 3, 1)], auction.Fills);
        Assert.Equal((7L, 1L), auction.Clear([new(1, 10, 1)], [new(3, 5, 1)]));
        Assert.Null(auction.Clear([new(1, 4, 1)], [new(3, 5, 1)]));
        Assert.Null(auction.Clear([], [new(3, 5, 1)]));
    }

    private static AuctionOrder[] Number(AuctionOrder[] orders, int from) => [.. orders.Select((o, i) => o with { Trader = from + i })];

    private static long VolumeAt((AuctionOrder[] Buys, AuctionOrder[] Sells) book, long price) => Math.Min(
        book.Buys.Where(b => b.Limit >= price).Sum(b => b.Quantity),
        book.Sells.Where(s => s.Limit <= price).Sum(s => s.Quantity));
}
