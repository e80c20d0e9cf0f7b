using System.Collections.Concurrent;
using Economy.Actors;
using Economy.Attention;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Behaviours;
using Economy.World.Views;

namespace Economy.Tests.World.Views;

/// <summary>What participants see through each kind of view, told by a behaviour that notes it down.</summary>
public sealed class ViewLaws
{
    [Fact]
    public void A_public_view_shows_what_no_view_does() => Assert.Equal(Run(Seeing(null)).Rows.Transcript(), Run(Seeing(new PublicView())).Rows.Transcript());

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void A_delayed_view_shows_the_prices_of_the_tick_so_many_before_the_last(int delay)
    {
        var (rows, seen) = Run(Seeing(delay == 0 ? new PublicView() : new DelayedView { Ticks = delay }));
        var prices = rows.Rows<MarketRow>().Where(m => m.Asset == "ore").ToDictionary(m => m.Tick, m => m.Price);
        Assert.True(prices.Values.Distinct().Count() > 5, string.Join(" ", prices));
        Assert.Equal(12, seen.Select(s => s.Tick).Distinct().Count());
        Assert.All(seen, s => Assert.Equal(prices.GetValueOrDefault(s.Tick - 1 - delay, 100), s.Price));
    }

    /// <summary>Of n draws of a normal variable the mean lies within 4σ/√n of its own and the deviation within 4σ/√(2n), but for one draw in 10,000.</summary>
    [Fact]
    public void A_noised_view_shows_prices_times_a_lognormal_factor_of_mean_one()
    {
        const double Deviation = 0.2;
        var (rows, seen) = Run(Seeing(new NoisedView { Deviation = Deviation }, scale: 1_000_000));
        var prices = rows.Rows<MarketRow>().Where(m => m.Asset == "ore").ToDictionary(m => m.Tick, m => m.Price);
        double[] logs = [.. seen.Select(s => Math.Log(s.Price / (double)prices.GetValueOrDefault(s.Tick - 1, 100_000_000)))];
        var (n, mean) = (logs.Length, logs.Average());
        Assert.True(n > 500);
        Assert.Equal(-Deviation * Deviation / 2, mean, 4 * Deviation / Math.Sqrt(n));
        Assert.Equal(Deviation, Math.Sqrt(logs.Average(x => (x - mean) * (x - mean))), 4 * Deviation / Math.Sqrt(2 * n));
    }

    [Fact]
    public void What_is_drawn_for_one_participant_depends_on_no_other()
    {
        var few = Run(Seeing(new NoisedView(), count: 10)).Seen.Where(s => s.Tick == 1).ToHashSet();
        var many = Run(Seeing(new NoisedView(), count: 30)).Seen.Where(s => s.Tick == 1).ToHashSet();
        Assert.Equal((10, 30), (few.Count, many.Count));
        Assert.Superset(few, many);
    }

    /// <summary>Traders of one asset who see through a view. Prices move, since they draw their limits.</summary>
    private static Scenario Seeing(ViewSpec? view, int count = 60, int scale = 1) => new()
    {
        Name = "views", Ticks = 12, Chain = "none",
        Population = new()
        {
            Types =
            [
                new()
                {
                    Name = "trader", Count = count, Wealth = new() { Mean = 60_000.0 * scale }, Holdings = new Dictionary<string, long> { ["ore"] = 10 },
                    Trading = new Noting(), OrderRate = 1, PreferenceDispersion = 0.5, View = view, MoneyReference = 10_000.0 * scale,
                },
            ],
        },
        Assets = [new AssetSpec { Name = "ore", Value = 0.1, InitialPrice = 100 * scale }],
        Markets = [new Economy.World.Markets.CallAuction { Asset = "ore" }],
    };

    private static (MemorySink Rows, IReadOnlyCollection<Sighting> Seen) Run(Scenario scenario)
    {
        var (rows, world) = (new MemorySink(), new WorldModel(scenario));
        using var stage = ActorRuns.Stage(world, 2, 3);
        new Simulator(world, stage, Allocators.Create("proportional", new AllocationOptions()), rows, null).Run();
        return (rows, ((Noting)scenario.Population.Types[0].Trading).Seen);
    }

    private readonly record struct Sighting(int Tick, long Participant, long Price);

    /// <summary>Zero intelligence that notes down the price it sees each tick. The participant is told by its first draw of a side, kept in memory.</summary>
    private sealed record Noting : Trader<Noting.First>
    {
        public ConcurrentBag<Sighting> Seen { get; } = [];

        protected override void Watch(in MarketView market, ref First memory)
        {
            if (memory.Side == 0) memory.Side = (long)(market.Side * (1L << 52));
            Seen.Add(new(market.Tick, memory.Side, market.LastPrice));
        }

        protected override void Order(in MarketView market, ref First memory, ref OrderSlip slip)
        {
            if (market.Side < 0.5 && market.AskValue >= 0) slip.Sell(ZeroIntelligence.Ask(market.Draw, market.AskValue, 2 * market.AskValue + 1), market.Offered);
            else slip.Buy(ZeroIntelligence.Bid(market.Draw, market.BidValue), market.Wanted);
        }

        public struct First
        {
            public long Side;
        }
    }
}
