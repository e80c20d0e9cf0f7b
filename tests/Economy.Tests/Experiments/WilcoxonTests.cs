using Economy.Experiments;
using FsCheck;
using FsCheck.Fluent;

namespace Economy.Tests.Experiments;

public sealed class WilcoxonTests
{
    /// <summary>Hollander and Wolfe, example 3.1: depression before and after a tranquilliser. R: wilcox.test(x, y, paired = TRUE, alternative = "greater") gives V = 40, p = 0.01953.</summary>
    [Fact]
    public void The_example_of_Hollander_and_Wolfe()
    {
        double[] before = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30], after = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];
        var test = WilcoxonSignedRank.Of(before.Zip(after, (b, a) => b - a));
        Assert.Equal((40, 9), (test.RankSum, test.Pairs));
        Assert.Equal(0.01953125, test.PValue, 12); // 10/512
    }

    /// <summary>Darwin's maize, in eighths of an inch (Fisher, Design of Experiments, section 17). R: V = 96, two-sided p = 0.04126.</summary>
    [Fact]
    public void Darwins_crossed_and_self_fertilised_maize()
    {
        var test = WilcoxonSignedRank.Of([49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]);
        Assert.Equal(96, test.RankSum);
        Assert.Equal(0.04126 / 2, test.PValue, 5);
    }

    /// <summary>Tables of the upper tail, Hollander and Wolfe, table A.4: P(T⁺ ≥ 36 | n = 8) = 0.004, P(T⁺ ≥ 150 | n = 20) = 0.049.</summary>
    [Theory]
    [InlineData(5, 15, 0.03125)]
    [InlineData(8, 36, 0.00390625)]
    [InlineData(20, 150, 0.0487)]
    public void Tails_are_those_of_the_tables(int pairs, int rankSum, double expected)
    {
        var left = rankSum;
        var differences = Enumerable.Range(1, pairs).Reverse().Select(rank => rank <= left ? (left -= rank) * 0.0 + rank : -rank).ToList();
        var test = WilcoxonSignedRank.Of(differences);
        Assert.Equal(rankSum, test.RankSum);
        Assert.Equal(expected, test.PValue, 4);
    }

    [Fact]
    public void The_tail_is_that_of_all_the_signs_and_zeros_and_order_do_not_matter() => Prop.ForAll(
        Gen.Choose(-4, 4).ListOf(9).ToArbitrary(),
        values =>
        {
            double[] differences = [.. values.Select(v => (double)v)];
            var test = WilcoxonSignedRank.Of(differences);
            double[] sizes = [.. differences.Where(d => d != 0).Select(Math.Abs)];
            var sums = Enumerable.Range(0, 1 << sizes.Length)
                .Select(signs => WilcoxonSignedRank.Of(sizes.Select((s, i) => (signs >> i & 1) == 1 ? s : -s)).RankSum).ToList();
            Assert.Equal(sums.Count(s => s >= test.RankSum) / (double)sums.Count, test.PValue, 12);
            Assert.Equal(test, WilcoxonSignedRank.Of([0, .. differences.Reverse(), 0]));
        }).QuickCheckThrowOnFailure();
}
