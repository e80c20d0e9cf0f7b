using Economy.Core.Scenarios;
using Economy.World.Recommenders.Ads;

namespace Economy.Tests.World.Recommenders;

/// <summary>Prices of slots against what is known of them. Answers and tolerances were stated before the first run.</summary>
public sealed class AuctionLaws
{
    private static readonly double[] Values = [10, 8, 5, 2], Rates = [1, 0.6, 0.3];
    private static readonly IAuction Gsp = new GeneralisedSecondPrice(), Vcg = new VickreyClarkeGroves();

    /// <summary>
    /// Values 10, 8, 5, 2; looks 1, 0.6, 0.3. VCG: the third pays 0.3·2 = 0.6 in all, the second 0.6 + 0.3·5 = 2.1, the first 2.1 + 0.4·8 =
    /// 5.3; by the click 2, 3.5 and 5.3. In the lowest locally envy-free equilibrium each is as well off in its slot as in the one above at
    /// the price of that: p₂ = 5 − (0.3/0.6)(5 − 2) = 3.5 and p₁ = 8 − 0.6·(8 − 3.5) = 5.3, which are the bids of the second and the
    /// third, and so what the generalised second price takes (Edelman, Ostrovsky and Schwarz 2007, theorem 1). 1e-12.
    /// </summary>
    [Fact]
    public void The_lowest_envy_free_equilibrium_of_the_second_price_pays_what_vcg_pays()
    {
        double[] known = [5.3, 3.5, 2], lowest = LowestEnvyFree(Values, Rates);
        Assert.All(known.Zip(Prices(Vcg, Values, Rates)), p => Assert.Equal(p.First, p.Second, 1e-12));
        Assert.All(known.Zip(Prices(Gsp, lowest, Rates)), p => Assert.Equal(p.First, p.Second, 1e-12));
    }

    /// <summary>The same of 500 drawn markets, with a reserve in half of them: 1e-12 of the greatest value.</summary>
    [Fact]
    public void So_it_does_in_any_market()
    {
        foreach (var (values, rates, reserve) in Markets(500))
            Assert.All(Prices(Vcg, values, rates, reserve).Zip(Prices(Gsp, LowestEnvyFree(values, rates, reserve), rates, reserve)),
                p => Assert.Equal(p.First, p.Second, 1e-12 * values[0]));
    }

    /// <summary>
    /// Each aims at the slot that it likes best of those no better than its own, and bids what makes it indifferent to the slot above at its own
    /// bid (Cary and others 2007, "Greedy bidding strategies for keyword auctions": restricted balanced bidding). From any bids it comes to what
    /// VCG pays: 1e-12.
    /// </summary>
    [Fact]
    public void Bidders_who_answer_one_another_come_there()
    {
        var random = new System.Random(3);
        for (var start = 0; start < 20; start++)
        {
            double[] bids = [.. Values.Select(v => v * random.NextDouble())];
            for (var round = 0; round < 400; round++) bids = [.. Enumerable.Range(0, bids.Length).Select(i => Balanced(i, bids))];
            double[] ranked = [.. bids.OrderDescending()];
            Assert.Equal([0, 1, 2], Enumerable.Range(0, 4).OrderByDescending(i => bids[i]).Take(3));
            Assert.All(Prices(Vcg, Values, Rates).Zip(Prices(Gsp, ranked, Rates)), p => Assert.Equal(p.First, p.Second, 1e-12));
        }
    }

    [Fact]
    public void Nobody_pays_more_than_its_bid_or_less_than_the_reserve()
    {
        foreach (var (values, rates, reserve) in Markets(500))
            foreach (var auction in (IAuction[])[Gsp, Vcg])
                Assert.All(Prices(auction, values, rates, reserve).Zip(values), p => Assert.InRange(p.First, reserve, p.Second));
    }

    /// <summary>Under VCG no other bid does better than the value; under the second price some does: 8 in the place of 10 takes 0.6·(10 − 5) &lt; 10 − 8, but 7 takes 3 &gt; 2.</summary>
    [Fact]
    public void Under_vcg_it_is_best_to_bid_what_a_click_is_worth()
    {
        Assert.Equal(2, Gain(Gsp, Values, Rates, 0, 10), 1e-12);
        Assert.Equal(3, Gain(Gsp, Values, Rates, 0, 7), 1e-12);
        var random = new System.Random(4);
        foreach (var (values, rates, reserve) in Markets(200))
        {
            var (who, other) = (random.Next(values.Length), 2 * values[0] * random.NextDouble());
            Assert.True(Gain(Vcg, values, rates, who, other, reserve) <= Gain(Vcg, values, rates, who, values[who], reserve) + 1e-12 * values[0]);
        }
    }

    /// <summary>A campaign of bid 9 and budget 200 a window of 10 ticks, at 10 clicks a tick, against one of bid 9 that has no end.</summary>
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    public void Budgets_hold_and_pacing_makes_them_last(double pacing)
    {
        var ads = new AdvertisingSpec
        {
            Reserve = 1, Window = 10, Pacing = pacing, Campaigns = [new() { Advertiser = "a", Bid = 9, Budget = 200 }, new() { Advertiser = "b", Bid = 9 }],
        };
        SubsystemSpec[] rules = [new Economy.World.Recommenders.Recommender { Name = "feed", Advertising = ads }];
        var book = new CampaignBook([new(0, 0, 1), new(0, 1, 2)]);
        var spent = new long[40];
        for (var tick = 1; tick <= 40; tick++)
        {
            var sold = book.Sell(tick, rules, _ => false, _ => 1_000_000);
            foreach (var slot in sold)
            {
                Assert.InRange(slot.Price, 1, slot.Bid);
                var due = book.Charge(slot.Campaign, ads, slot.Price, 10, 1_000_000);
                if (slot.Campaign == 0) spent[tick - 1] = due;
            }

            if (sold.All(s => s.Campaign != 0)) book.Charge(0, ads, 0, 0, 1_000_000);
        }

        Assert.All(spent.Chunk(10), window => Assert.InRange(window.Sum(), 0, 200));
        // Without pacing the equal bid that comes first wins at 9 a click: 90, 90, 18 of what is left, nothing.
        if (pacing == 0) Assert.All(spent.Chunk(10), window => Assert.Equal([90, 90, 18, 0, 0, 0, 0, 0, 0, 0], window));
        else Assert.All(spent.Chunk(10).Skip(1), window => Assert.True(window.Skip(5).Sum() > 0, string.Join(' ', window)));
    }

    private static double[] Prices(IAuction auction, double[] bids, double[] rates, double reserve = 0)
    {
        var price = new double[Math.Min(bids.Length, rates.Length)];
        auction.Price(bids, rates, reserve, price);
        return price;
    }

    /// <summary>Bids in the order of values: whoever has slot s + 1 bids p_s, at which it would not change places; the first bids its value.</summary>
    private static double[] LowestEnvyFree(double[] values, double[] rates, double reserve = 0)
    {
        var bids = (double[])values.Clone();
        var slots = Math.Min(values.Length, rates.Length);
        var price = slots < values.Length ? values[slots] : reserve;
        for (var s = slots - 1; s > 0; s--) bids[s] = price = values[s] - rates[s] / rates[s - 1] * (values[s] - price);
        return bids;
    }

    /// <summary>What a bidder gains in a tick with a bid, the others bidding their values.</summary>
    private static double Gain(IAuction auction, double[] values, double[] rates, int who, double bid, double reserve = 0)
    {
        if (bid < reserve) return 0;
        double[] others = [.. values.Where((_, i) => i != who)];
        var slot = others.Count(b => b > bid);
        if (slot >= rates.Length) return 0;
        return rates[slot] * (values[who] - Prices(auction, [.. others[..slot], bid, .. others[slot..]], rates, reserve)[slot]);
    }

    private static double Balanced(int who, double[] bids)
    {
        double[] others = [.. bids.Where((_, i) => i != who).OrderDescending()];
        double Rate(int s) => s < Rates.Length ? Rates[s] : 0;
        var (value, own) = (Values[who], Math.Min(Rates.Length, others.Count(b => b > bids[who])));
        var aim = Enumerable.Range(own, Rates.Length + 1 - own).MaxBy(s => Rate(s) * (value - (s < Rates.Length ? others[s] : 0)));
        var price = aim < Rates.Length ? others[aim] : 0;
        return aim == 0 ? (value + price) / 2 : value - Rate(aim) / Rate(aim - 1) * (value - price);
    }

    private static IEnumerable<(double[] Values, double[] Rates, double Reserve)> Markets(int count)
    {
        var random = new System.Random(2);
        for (var m = 0; m < count; m++)
        {
            var reserve = m % 2 == 0 ? 0 : random.NextDouble();
            double[] values = [.. Enumerable.Range(0, 1 + random.Next(7)).Select(_ => reserve + 10 * random.NextDouble()).OrderDescending()];
            double[] rates = [1, .. Enumerable.Range(0, random.Next(5)).Select(_ => 0.01 + 0.98 * random.NextDouble()).OrderDescending()];
            yield return (values, rates, reserve);
        }
    }
}
