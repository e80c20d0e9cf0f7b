using Economy.Attention.Numerics;
using Economy.World.Tick.Observe;
using FsCheck;
using FsCheck.Fluent;

namespace Economy.Tests.World;

public class InequalityLaws
{
    private static readonly Arbitrary<long[]> AnyHoldings = Gen.Choose(0, 1000).Select(x => (long)x).NonEmptyListOf().Select(l => l.ToArray()).ToArbitrary();

    [Fact]
    public void The_gini_is_half_the_relative_mean_absolute_difference() =>
        Prop.ForAll(AnyHoldings, holdings =>
        {
            var total = holdings.Sum();
            if (total == 0) return;
            var differences = holdings.Sum(a => holdings.Sum(b => Math.Abs(a - b)));
            Assert.Equal(differences / (2.0 * holdings.Length * total), Inequality.Of([.. holdings]).Gini, 10);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Scale_and_order_do_not_matter() =>
        Prop.ForAll(AnyHoldings, holdings =>
        {
            var measured = Inequality.Of([.. holdings]);
            Assert.Equal(measured, Inequality.Of([.. holdings.Reverse()]));
            Assert.Equal(measured.Gini, Inequality.Of([.. holdings.Select(x => x * 7)]).Gini, 12);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Equal_holdings_have_gini_0_and_one_who_holds_all_leaves_1_minus_1_over_n()
    {
        Assert.Equal(0, Inequality.Of([5, 5, 5, 5]).Gini, 12);
        Assert.Equal(0.75, Inequality.Of([0, 0, 0, 9]).Gini, 12);
        Assert.Equal(0.04, Inequality.Of([0, 0, 0, 9]).TopOnePercent, 12); // A twenty-fifth of the one who holds all.
        Assert.Equal(1, Inequality.Of([.. new long[99], 9]).TopOnePercent, 12);
        Assert.True(double.IsNaN(Inequality.Of([0, 0]).Gini));
        Assert.True(double.IsNaN(Inequality.Of([]).Gini));
    }

    [Fact]
    public void One_holder_more_or_less_hardly_moves_the_top_shares()
    {
        // Pareto of shape 1.16, the 80–20 rule: holder k of n has (k/n)^(−1/1.16).
        static Inequality Of(int n) => Inequality.Of([.. Enumerable.Range(1, n).Select(k => (long)(1e6 * Math.Pow((double)k / n, -1 / 1.16)))]);
        for (var n = 250; n < 350; n++)
        {
            Assert.Equal(1, Of(n + 1).TopOnePercent / Of(n).TopOnePercent, 0.01);
            Assert.Equal(1, Of(n + 1).TopTenPercent / Of(n).TopTenPercent, 0.01);
        }
    }

    [Fact]
    public void Copies_of_the_same_population_have_the_same_top_shares() =>
        Prop.ForAll(AnyHoldings, holdings =>
        {
            var (one, four) = (Inequality.Of([.. holdings]), Inequality.Of([.. holdings, .. holdings, .. holdings, .. holdings]));
            if (double.IsNaN(one.Gini)) return;
            Assert.Equal(one.TopOnePercent, four.TopOnePercent, 12);
            Assert.Equal(one.TopTenPercent, four.TopTenPercent, 12);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 40)]
    [InlineData(3, 63)]
    [InlineData(2, 0)]
    public void Many_integers_are_sorted_the_same_on_any_number_of_threads(int threads, int bits)
    {
        var random = new Random(bits);
        var values = Enumerable.Range(0, 20_011).Select(i => bits == 0 ? i % 7 : random.NextInt64(1L << (i % bits + 1) - 1)).ToArray();
        var sorted = values.Order().ToArray();
        new RadixSort(new ParallelOptions { MaxDegreeOfParallelism = threads }).Ascending(values, new long[values.Length], values.Length);
        Assert.Equal(sorted, values);
    }

    [Fact]
    public void Negative_integers_are_sorted_too()
    {
        long[] values = [.. Enumerable.Range(0, 5_000).Select(i => 2_500L - i), 7];
        new RadixSort(new ParallelOptions()).Ascending(values, new long[values.Length], values.Length - 1);
        Assert.Equal(-2_499, values[0]);
        Assert.Equal(2_500, values[^2]);
        Assert.Equal(7, values[^1]);
    }
}
