using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Scenarios;
using Economy.World;
using Economy.World.Money;

namespace Economy.Tests.World.Money;

public sealed class TaxLaws
{
    private static readonly Bracket[] Brackets = [new() { From = 0, Rate = 0.1 }, new() { From = 1000, Rate = 0.2 }, new() { From = 5000, Rate = 0.4 }];
    private static readonly Scenario Small = Worlds.Small() with { Ticks = 10 };

    /// <summary>By hand: 10 % of the first 1,000, 20 % of the next 4,000, 40 % of the rest, each rounded down.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(9, 0)]
    [InlineData(999, 99)]
    [InlineData(1000, 100)]
    [InlineData(1004, 100)]
    [InlineData(1005, 101)]
    [InlineData(5000, 900)]
    [InlineData(6000, 1300)]
    [InlineData(1_000_005_000, 400_000_900)]
    public void Tax_due_by_bracket_is_exact(long amount, long due) => Assert.Equal(due, Bracket.Due(Brackets, amount));

    /// <summary>Marginal rate: the tax on ten more units within a bracket, exact. Average rate: it never falls, but for the rounding of three brackets.</summary>
    [Fact]
    public void The_marginal_rate_is_that_of_the_bracket_and_the_average_rate_rises()
    {
        foreach (var (amount, rate) in new[] { (500L, 0.1), (2000, 0.2), (4000, 0.2), (7000, 0.4), (1_000_000, 0.4) })
            Assert.Equal(rate, (Bracket.Due(Brackets, amount + 10) - Bracket.Due(Brackets, amount)) / 10.0, 12);
        for (var amount = 10L; amount < 10_000_000; amount += amount / 3)
        {
            var more = amount + amount / 7 + 1;
            Assert.True(Bracket.Due(Brackets, more) / (double)more >= (Bracket.Due(Brackets, amount) - 3) / (double)amount, $"at {amount}");
        }
    }

    /// <summary>Of everybody who earned something exactly what the brackets say of its rewards and dividends; half of it is burnt.</summary>
    [Fact]
    public void Income_tax_is_withheld_from_the_rewards_and_dividends_of_everybody()
    {
        Bracket[] brackets = [new() { From = 3, Rate = 0.25 }, new() { From = 20, Rate = 0.5 }];
        var run = MoneyRun.Of(Small with { Levies = [new IncomeTax { Brackets = brackets }] });
        var taxed = 0L;
        foreach (var tick in run.Journals.Where(j => j.Tick > 0))
        {
            var income = tick.Entries.ToArray().Where(e => e.Token == TokenId.Currency && e.Instrument is Instrument.Reward or Instrument.Dividend)
                .GroupBy(e => e.To).ToDictionary(g => g.Key, g => Bracket.Due(brackets, g.Sum(e => e.Amount)));
            var paid = tick.Entries.ToArray().Where(e => e.Instrument == Instrument.IncomeTax).ToDictionary(e => e.From, e => e.Amount);
            Assert.Equal(income.Where(d => d.Value > 0).OrderBy(d => d.Key.Value), paid.OrderBy(d => d.Key.Value));
            taxed += paid.Values.Sum();
        }

        Assert.True(taxed > 0, "nobody earned anything");
    }

    /// <summary>⌊0.02 · (money + assets − 10,000)⌋, at most the money, of everybody who is there when the tick begins.</summary>
    [Fact]
    public void A_wealth_tax_may_reach_assets_too()
    {
        var plain = Small with { Money = new MoneySpec(), Population = Small.Population with { EntryRate = 0, ChurnRate = 0, Types = [.. Small.Population.Types.Select(t => t with { Upkeep = 0 })] } };
        var run = MoneyRun.Of(plain with { Levies = [new WealthTax { Rate = 0.02, Exemption = 10_000, Assets = true }], Ticks = 1 });
        var start = run.Journals[0].Entries.ToArray();
        for (var i = 0; i < run.World.Participants; i++)
        {
            var account = run.World.Chart.Participant(i);
            var money = start.Where(e => e.To == account && e.Token == TokenId.Currency).Sum(e => e.Amount);
            var assets = start.Where(e => e.To == account && e.Token == WorldModel.Token(0)).Sum(e => e.Amount * 100)
                + start.Where(e => e.To == account && e.Token == WorldModel.Token(1)).Sum(e => e.Amount * 500);
            Assert.Equal(Math.Min(money, Math.Max(0, money + assets - 10_000) / 50), run.PaidBy(i, run.Journals[1], Instrument.WealthTax));
        }

        Assert.Contains(start, e => e.Token == WorldModel.Token(0));
    }

    /// <summary>
    /// Nothing happens but a wealth tax τ and the payout, a tick later, of all that it brought, in equal parts. Then the difference between any
    /// two shrinks by 1 − τ a tick, and what people hold together is M(t+1) = M₀ − τ·M(t), M(0) = M₀. So Gini(t) = Gini(0)·(1 − τ)^t·M₀/M(t), with
    /// Gini(0) = (b − a)/(2(a + b)) where one half has a and the other b. Rounding is of the order of 1e-8.
    /// </summary>
    [Fact]
    public void A_wealth_tax_that_is_paid_out_in_equal_parts_lowers_the_gini_coefficient_as_derived()
    {
        const double Tax = 0.1;
        var run = MoneyRun.Of(Halves(100_000_000, 300_000_000, new MoneySpec { WealthTax = Tax, BurnShare = 0, TreasuryPayout = 1 }));
        var held = 1.0;   // M(t)/M₀
        foreach (var row in run.Rows.Rows<TickRow>())
        {
            Assert.Equal(0.25 * Math.Pow(1 - Tax, row.Tick) / held, row.MoneyGini, 1e-7);
            held = 1 - Tax * held;
        }

        Assert.True(run.Rows.Rows<TickRow>()[^1].MoneyGini < 0.1);
    }

    /// <summary>
    /// Those below 1,000 are given half of what they lack, 40 at most: with 900 it is 50, cut to 40, then 30, 15, 7 …: ⌊(1,000 − m)/2⌋ as m rises to
    /// 940, 970, 985, 992, 996, 998, 999.
    /// </summary>
    [Fact]
    public void A_means_tested_transfer_falls_as_means_grow()
    {
        var transfer = new MeansTested { Amount = 40, Below = 1000, Taper = 0.5 };
        Assert.Equal([40, 40, 25, 0, 0], new long[] { 0, 920, 950, 1000, 5000 }.Select(transfer.DueTo));
        var run = MoneyRun.Of(Halves(900, 100_000_000, new MoneySpec { WealthTax = 0.01, WealthTaxExemption = 1_000_000, BurnShare = 0 }) with { Levies = [transfer] });
        long[] steps = [900, 940, 970, 985, 992, 996, 998, 999, 999];
        var given = run.Journals.Where(j => j.Tick > 0).Select(j => j.Entries.ToArray().Where(e => e.Instrument == Instrument.Subsidy && e.To == run.World.Chart.Participant(0)).Sum(e => e.Amount));
        Assert.Equal(steps.Zip(steps.Skip(1), (before, after) => after - before), given.Take(steps.Length - 1));
    }

    /// <summary>100 are due to each of 4, and the treasury has 203: ⌊100 · 203/400⌋ = 50 each.</summary>
    [Fact]
    public void Where_the_treasury_has_less_than_is_due_all_are_paid_in_proportion()
    {
        var world = Halves(0, 203_000, new MoneySpec { BurnShare = 0 }, each: 4) with
        {
            Ticks = 1, Levies = [new WealthTax { Rate = 0.001, Exemption = 152_250 }, new MeansTested { Amount = 100, Below = 100 }],
        };
        var run = MoneyRun.Of(world);   // 4 · ⌊0.001 · 50,750⌋ = 200
        Assert.Equal([50, 50, 50, 50], Enumerable.Range(0, 4).Select(run.Money));
    }

    [Fact]
    public void Brackets_out_of_order_are_refused_with_their_place()
    {
        var read = ScenarioReader.Read(ScenarioWriter.Print(Small), "small.yaml", ["levies=[{kind: income-tax, brackets: [{from: 10, rate: 0.1}, {from: 10, rate: 0.2}]}]"]);
        Assert.Contains("this bracket begins at 10, and the one before it at 10", Assert.Single(read.Errors).ToString(), StringComparison.Ordinal);
    }

    /// <summary>Two halves of a population in which nothing happens of itself.</summary>
    private static Scenario Halves(long one, long other, MoneySpec money, int each = 10) => new()
    {
        Name = "halves", Ticks = 12, Chain = "none", Money = money,
        Population = new() { Types = [new() { Name = "one", Count = each, Wealth = new() { Mean = one } }, new() { Name = "other", Count = each, Wealth = new() { Mean = other } }] },
    };
}
