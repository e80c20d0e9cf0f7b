using Economy.World.Focus;

namespace Economy.Tests.World.Focus;

/// <summary>The choice of a rationally inattentive participant against closed forms. Tolerances were stated before the first run.</summary>
public sealed class RationalInattentionLaws
{
    private static readonly double[] Utility = [1, 0.6, 0.3];
    private static readonly double[] Flat = [1, 1, 1, 1];

    /// <summary>θ·ln(1 + Σ exp(u/θ)), to the last digit of the figure.</summary>
    [Fact]
    public void The_price_of_an_hour_is_that_of_the_closed_form() =>
        Assert.Equal(1.302502, RationalInattention.Choose(Utility, Flat, 0.5, new double[4]), 5e-7);

    /// <summary>Central difference of welfare by the budget; welfare is of degree one in it, so what is left is rounding: 1e-9.</summary>
    [Fact]
    public void The_price_of_an_hour_is_the_slope_of_welfare_in_the_budget()
    {
        var share = new double[4];
        foreach (var weight in (double[][])[Flat, [0.2, 0.5, 0.1, 0.2]])
        {
            var price = RationalInattention.Choose(Utility, weight, 0.5, share);
            Assert.Equal(price, (Welfare(share, weight, 1.5 + 1e-3) - Welfare(share, weight, 1.5 - 1e-3)) / 2e-3, 1e-9);
        }
    }

    /// <summary>No other way to spread the budget has a greater value: 1,000 of them, each at most the price but for rounding, 1e-12.</summary>
    [Fact]
    public void No_other_choice_is_worth_more()
    {
        var (share, random) = (new double[4], new System.Random(7));
        var price = RationalInattention.Choose(Utility, Flat, 0.5, share);
        for (var i = 0; i < 1000; i++)
        {
            double[] other = [.. share.Select(s => s * Math.Exp(random.NextDouble() - 0.5))];
            var total = other.Sum();
            Assert.True(Welfare([.. other.Select(o => o / total)], Flat, 1) <= price + 1e-12);
        }
    }

    /// <summary>The same formula by another order of operations: 1e-12.</summary>
    [Fact]
    public void Under_a_flat_prior_it_is_the_logit()
    {
        var (share, seconds) = (new double[5], new double[4]);
        double[] utility = [1, double.NegativeInfinity, 0.3, -2];
        RationalInattention.Choose(utility, [1, 1, 1, 1, 1], 0.3, share);
        var rest = RationalInattention.Spread(utility, 1, 0.3, seconds);
        Assert.All(seconds.Append(rest).Zip(share), s => Assert.Equal(s.First, s.Second, 1e-12));
    }

    /// <summary>
    /// One option is 1 or 0 with equal chance, the other always R. The odds of the first to the last digit of the figures, and the condition
    /// of first order that they solve.
    /// </summary>
    [Theory]
    [InlineData(0.2, 0.3, 0.628040)]
    [InlineData(0.4, 0.6, 0.352620)]
    public void A_risky_option_against_a_safe_one_has_the_odds_of_the_closed_form(double lambda, double safe, double expected)
    {
        var odds = new double[3];
        new EndogenousPrior().Solve([1, (float)safe, 0, (float)safe], 2, lambda, odds, tolerance: 1e-13);
        Assert.Equal(expected, odds[0], 5e-7);
        Assert.True(odds[2] < 1e-9, "Rest is never better than the safe option.");
        var (one, zero, r) = (Math.Exp(1 / lambda), 1.0, Math.Exp((float)safe / lambda));
        var slope = (one - r) / (odds[0] * one + (1 - odds[0]) * r) + (zero - r) / (odds[0] * zero + (1 - odds[0]) * r);
        Assert.Equal(0, slope, 1e-5);
    }

    /// <summary>Two copies share the odds of one, in every state that was seen: to 1e-9.</summary>
    [Fact]
    public void An_activity_listed_twice_counts_as_one()
    {
        var random = new System.Random(3);
        for (var world = 0; world < 50; world++)
        {
            float[][] states = [.. Enumerable.Range(0, 1 + world % 6).Select(_ => new[] { Draw(random), Draw(random), Draw(random) })];
            double[] once = new double[4], twice = new double[5], one = new double[4], two = new double[5];
            var prior = new EndogenousPrior();
            prior.Solve([.. states.SelectMany(s => s)], states.Length, 0.4, once);
            prior.Solve([.. states.SelectMany(s => s.Append(s[1]))], states.Length, 0.4, twice);
            Assert.Equal(once[1], twice[1] + twice[3], 1e-9);
            double[] now = [.. states[^1].Select(u => (double)u)];
            var price = RationalInattention.Choose(now, once, 0.4, one);
            Assert.Equal(price, RationalInattention.Choose([.. now, now[1]], twice, 0.4, two), 1e-9);
            Assert.Equal(one[1], two[1] + two[3], 1e-9);
            Assert.Equal(one[0], two[0], 1e-9);
            Assert.Equal(RationalInattention.Bits(now, once, one), RationalInattention.Bits([.. now, now[1]], twice, two), 1e-8);
        }
    }

    /// <summary>The odds are the mean of the choices that they lead to: what defines them (1e-6 in odds at a bound of 1e-12 nats).</summary>
    [Fact]
    public void The_odds_are_the_mean_of_the_choices()
    {
        float[] states = [1, 0.2f, 0.1f, 0.8f, 0.4f, 0.9f, float.NegativeInfinity, 0.2f, 0.3f];
        var (odds, mean, share) = (new double[4], new double[4], new double[4]);
        new EndogenousPrior().Solve(states, 3, 0.3, odds, tolerance: 1e-12);
        for (var s = 0; s < 3; s++)
        {
            RationalInattention.Choose([states[3 * s], states[3 * s + 1], states[3 * s + 2]], odds, 0.3, share);
            for (var k = 0; k < 4; k++) mean[k] += share[k] / 3;
        }

        Assert.Equal(1, odds.Sum(), 1e-12);
        Assert.All(odds.Zip(mean), o => Assert.Equal(o.First, o.Second, 1e-6));
    }

    /// <summary>By hand: odds ¾ and ¼ against equal ones are 1 − H(¼) bits; no difference in utility, no bits.</summary>
    [Fact]
    public void Bits_are_the_divergence_from_the_prior()
    {
        var share = new double[2];
        RationalInattention.Choose([Math.Log(3)], [1, 1], 1, share);
        Assert.Equal(0.75, share[0], 1e-12);
        Assert.Equal(1 - 0.811278124459, RationalInattention.Bits([Math.Log(3)], [1, 1], share), 1e-11);
        RationalInattention.Choose([0, double.NegativeInfinity], [1, 1, 1], 1, share = new double[3]);
        Assert.Equal(0, RationalInattention.Bits([0, double.NegativeInfinity], [1, 1, 1], share), 1e-12);
        Assert.Equal(2, RationalInattention.Entropy([5, 5, 5, 5]), 1e-12);
        Assert.Equal(0, RationalInattention.Entropy([0, 9]), 1e-12);
    }

    private static float Draw(System.Random random) => random.Next(8) == 0 ? float.NegativeInfinity : (float)(2 * random.NextDouble() - 0.5);

    /// <summary>Σ a·u − θ·Σ a·ln(a/(A·w)) at θ = ½, rest being worth 0.</summary>
    private static double Welfare(double[] share, double[] weight, double budget)
    {
        var sum = 0.0;
        for (var k = 0; k < share.Length; k++)
        {
            var a = budget * share[k];
            sum += a * (k < Utility.Length ? Utility[k] : 0) - 0.5 * a * Math.Log(a / (budget * weight[k]));
        }

        return sum;
    }
}
