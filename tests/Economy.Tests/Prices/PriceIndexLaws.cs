using Economy.Core.Prices;
using FsCheck;
using FsCheck.Fluent;

namespace Economy.Tests.Prices;

public class PriceIndexLaws
{
    private const int Goods = 3;

    /// <summary>Prices and quantities of some ticks: every good is bought in every one.</summary>
    private static readonly Arbitrary<(double[] Price, double[] Quantity)[]> AnyTicks =
        (from price in Gen.Choose(1, 1000).ArrayOf(Goods)
         from quantity in Gen.Choose(1, 50).ArrayOf(Goods)
         select (price.Select(p => (double)p).ToArray(), quantity.Select(q => (double)q).ToArray())).ArrayOf(12).ToArbitrary();

    [Fact]
    public void Between_two_ticks_it_is_fishers_and_within_the_price_relatives() => Prop.ForAll(AnyTicks, ticks =>
    {
        var ((p0, q0), (p1, q1)) = (ticks[0], ticks[1]);
        var index = Indices(ticks[..2])[1];
        double Sum(double[] p, double[] q) => p.Zip(q, (a, b) => a * b).Sum();
        Assert.Equal(Math.Sqrt(Sum(p1, q0) / Sum(p0, q0) * (Sum(p1, q1) / Sum(p0, q1))), index, index * 1e-12);
        var relatives = p1.Zip(p0, (now, before) => now / before).ToList();
        Assert.InRange(index, relatives.Min() * (1 - 1e-12), relatives.Max() * (1 + 1e-12));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_prices_give_the_same_level_whatever_is_bought() => Prop.ForAll(AnyTicks, ticks =>
        Assert.All(Indices([.. ticks.Select(t => (ticks[0].Price, t.Quantity))]), value => Assert.Equal(1, value, 1e-12))).QuickCheckThrowOnFailure();

    [Fact]
    public void Prices_that_all_rise_by_a_factor_raise_it_by_that_factor() => Prop.ForAll(AnyTicks, Gen.Choose(1, 1000).ToArbitrary(), (ticks, percent) =>
    {
        var factor = percent / 100.0;
        var all = Indices([.. ticks.Select((t, n) => (ticks[0].Price.Select(p => p * Math.Pow(factor, n)).ToArray(), t.Quantity))]);
        for (var n = 0; n < all.Length; n++) Assert.Equal(1, all[n] / Math.Pow(factor, n), 1e-9);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(0.01)]
    public void Another_unit_of_money_changes_nothing(double unit) => Prop.ForAll(AnyTicks, ticks =>
    {
        var (plain, scaled) = (Indices(ticks), Indices([.. ticks.Select(t => (t.Price.Select(p => p * unit).ToArray(), t.Quantity))]));
        Assert.All(plain.Zip(scaled), pair => Assert.Equal(1, pair.Second / pair.First, 1e-9));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Within_the_window_it_does_not_depend_on_the_way_there() => Prop.ForAll(AnyTicks, ticks =>
    {
        // A tick like an earlier one is at the same place in every comparison, so levels of the window, of which it is the mean, agree on it.
        var again = Indices([.. ticks, ticks[^1]]);
        Assert.Equal(1, again[^1] / again[^2], 1e-9);
    }).QuickCheckThrowOnFailure();

    /// <summary>
    /// Sales: prices bounce between the same three states and people buy more of what is cheap, the case in which a chained index drifts (Szulc's
    /// bouncing). A chained Fisher index moves by the same factor in every round; over 1,000 rounds this one is where it was after the first ones.
    /// </summary>
    [Fact]
    public void Prices_that_bounce_and_return_leave_no_drift()
    {
        (double[] Price, double[] Quantity)[] states = [([10, 10, 10], [5, 5, 5]), ([5, 10, 14], [40, 4, 2]), ([10, 6, 10], [3, 30, 5])];
        var values = Indices([.. Enumerable.Range(0, 3_000).Select(n => states[n % 3])], window: 25);
        Assert.Equal(1, values[2997] / values[297], 1e-6);
        Assert.InRange(values[2997], 0.97, 1.03);
        double Fisher(int from, int to)
        {
            var ((p0, q0), (p1, q1)) = (states[from], states[to]);
            double Sum(double[] p, double[] q) => p.Zip(q, (a, b) => a * b).Sum();
            return Math.Sqrt(Sum(p1, q0) / Sum(p0, q0) * (Sum(p1, q1) / Sum(p0, q1)));
        }

        Assert.True(Math.Abs(Math.Log(Fisher(0, 1) * Fisher(1, 2) * Fisher(2, 0))) > 0.01, "the chained index does not drift here");
    }

    [Fact]
    public void There_is_no_value_where_nothing_or_little_of_what_is_compared_was_bought_and_the_latest_stays()
    {
        var index = new PriceIndex(2, 25, Math.Log, Math.Exp);
        index.Observe([10, 100], [0, 0]);
        Assert.True(double.IsNaN(index.Value));
        for (var n = 0; n < 10; n++) index.Observe([10, 100], [1, 10]);
        Assert.Equal(1, index.Value, 1e-12);
        index.Observe([30, 0], [1, 0]); // One part in 101 of what the others spend.
        Assert.True(double.IsNaN(index.Value));
        Assert.Equal(1, index.Latest, 1e-12);
        index.Observe([20, 200], [1, 10]);
        Assert.Equal(2, index.Value, 0.02);
    }

    [Fact]
    public void With_all_goods_in_all_ticks_of_a_window_it_is_geks() => Prop.ForAll(AnyTicks, ticks =>
    {
        double Fisher(int s, int t)
        {
            double Sum(double[] p, double[] q) => p.Zip(q, (a, b) => a * b).Sum();
            return Math.Sqrt(Sum(ticks[t].Price, ticks[s].Quantity) / Sum(ticks[s].Price, ticks[s].Quantity) * (Sum(ticks[t].Price, ticks[t].Quantity) / Sum(ticks[s].Price, ticks[t].Quantity)));
        }

        // The third value: GEKS over three ticks, from each of the two before, which have the values 1 and Fisher's.
        var (direct, by) = (Fisher(0, 2), Fisher(0, 1) * Fisher(1, 2));
        var geks02 = Math.Pow(direct * direct * by, 1.0 / 3);
        var geks12 = Math.Pow(Fisher(1, 2) * Fisher(1, 2) * Fisher(1, 0) * Fisher(0, 2), 1.0 / 3);
        Assert.Equal(1, Indices(ticks[..3])[2] / Math.Sqrt(geks02 * Fisher(0, 1) * geks12), 1e-9);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Saved_and_restored_it_goes_on_bit_by_bit() => Prop.ForAll(AnyTicks, Gen.Choose(0, 11).ToArbitrary(), (ticks, cut) =>
    {
        var (whole, first, second) = (new PriceIndex(Goods, 5, Math.Log, Math.Exp), new PriceIndex(Goods, 5, Math.Log, Math.Exp), new PriceIndex(Goods, 5, Math.Log, Math.Exp));
        foreach (var (price, quantity) in ticks) whole.Observe(price, quantity);
        foreach (var (price, quantity) in ticks[..cut]) first.Observe(price, quantity);
        using var state = new MemoryStream();
        using (var writer = new BinaryWriter(state, System.Text.Encoding.UTF8, leaveOpen: true)) first.Save(writer);
        state.Position = 0;
        using var reader = new BinaryReader(state);
        second.Restore(reader);
        foreach (var (price, quantity) in ticks[cut..]) second.Observe(price, quantity);
        Assert.Equal(whole.Value, second.Value);
    }).QuickCheckThrowOnFailure();

    private static double[] Indices((double[] Price, double[] Quantity)[] ticks, int window = 25)
    {
        var index = new PriceIndex(Goods, window, Math.Log, Math.Exp);
        return [.. ticks.Select(t =>
        {
            index.Observe(t.Price, t.Quantity);
            return index.Value;
        })];
    }
}
