using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Tests.World.Subsystems;
using Economy.World.Providers;
using Economy.World.Subsystems;
using Economy.World.Subsystems.Serving;

namespace Economy.Tests.World.Decide;

/// <summary>What participants make of places: moods, reputation, and assistants; in a world of alike people, one place and rest, in closed form.</summary>
public sealed class LivingWithPlacesTests
{
    private const int People = 20, Attention = 1800;

    /// <summary>
    /// Sessions are worth a quarter. After n of them mood is ¼ + ¾·(1 − α)ⁿ, an hour counts 1 + w·(mood − 1), and attention is the logit share of
    /// that against rest, to the rounding of seconds to single precision.
    /// </summary>
    [Fact]
    public void Attention_follows_mood_which_is_smoothed_exponentially()
    {
        const double Speed = 0.3, Weight = 0.8, Value = 2, Theta = 0.5;
        var rows = Rows(new Dull { Name = "place" }, new() { Name = "p", Count = People, Mood = new() { Speed = Speed, Weight = Weight }, InformationCost = Theta }, Value);
        for (var t = 0; t < rows.Count; t++)
        {
            var mood = 0.25 + 0.75 * Math.Pow(1 - Speed, t);
            var odds = Math.Exp(Value * (1 + Weight * (mood - 1)) / Theta);
            Assert.Equal(People * Attention / 3600.0 * odds / (1 + odds), rows[t].AttentionHours, 1e-5);
        }
    }

    /// <summary>
    /// What is bid for an hour counts by mood as attention does: 1 + w·(mood − 1) of the first tick's bid, to a hundredth, since a bid is a
    /// little less than proportional to what it is for.
    /// </summary>
    [Fact]
    public void Bids_follow_mood_as_attention_does()
    {
        const double Speed = 0.3, Weight = 0.8;
        var sink = LivingPlaceLaws.Run(World(new Dull { Name = "place", Needs = new() { Cpu = 1 } },
            new() { Name = "p", Count = People, Mood = new() { Speed = Speed, Weight = Weight }, Attention = Attention, Wealth = new() { Mean = 1_000_000 } }, 2));
        double[] perHour = [.. sink.Rows<TickRow>().Where(t => t.Tick > 0)
            .Zip(sink.Rows<SubsystemRow>(), (tick, place) => tick.Welfare / place.AttentionHours)];
        for (var t = 0; t < perHour.Length; t++)
            Assert.Equal(1 + Weight * (0.25 + 0.75 * Math.Pow(1 - Speed, t) - 1), perHour[t] / perHour[0], 0.01);
    }

    [Fact]
    public void A_mood_without_weight_changes_nothing() => Assert.Equal(
        Rows(new Dull { Name = "place" }, new() { Name = "p", Count = People }, 2), Rows(new Dull { Name = "place" }, new() { Name = "p", Count = People, Mood = new() { Weight = 0 } }, 2));

    /// <summary>From 1, served to a half in each tick with visitors: ½ + ½·(1 − s)ⁿ; a tick without visitors changes nothing.</summary>
    [Fact]
    public void A_reputation_follows_the_service_that_visitors_had()
    {
        var place = new Social { Name = "s", ReputationSpeed = 0.25 };
        var house = place.Found();
        for (var n = 1; n <= 8; n++)
        {
            Assert.Equal(0.5 + 0.5 * Math.Pow(0.75, n), Told(8), 1e-12);
            Assert.Equal(0.5 + 0.5 * Math.Pow(0.75, n), Told(0), 1e-12);
        }

        double Told(double hours) => ((Attended)house.Answer(new Visits(1, place, 10, 20, hours, hours / 2, hours / 2, 0, 0))).State.Reputation;
    }

    /// <summary>With an assistant of rate s, (1 − s) of the attention makes the same hours, and the same attention 1/(1 − s) of them; those ask for 1 + s·c of the compute. θ is so small that nobody rests.</summary>
    [Theory]
    [InlineData(0.4, 1)]
    [InlineData(0.6, 2.5)]
    public void An_assistant_of_rate_s_saves_s_of_the_attention(double rate, double compute)
    {
        (double Hours, double Demanded) Of(AssistantSpec? assistant, double attention)
        {
            var sink = LivingPlaceLaws.Run(World(new Social { Name = "place", Needs = new() { Cpu = 1 } }, new() { Name = "p", Count = People, Assistant = assistant, Attention = attention, InformationCost = 0.01 }, 2, ticks: 1));
            return (sink.Rows<SubsystemRow>()[0].AttentionHours, sink.Rows<AllocationRow>().Sum(r => (double)r.Demanded));
        }

        var (none, same, more) = (Of(null, 1000), Of(new() { Rate = rate, Compute = compute }, 1000 * (1 - rate)), Of(new() { Rate = rate, Compute = compute }, 1000));
        Assert.Equal(none.Hours, same.Hours, 1e-5);
        Assert.Equal(none.Hours / (1 - rate), more.Hours, 1e-5);
        Assert.Equal(1 + rate * compute, same.Demanded / none.Demanded, 1e-2);
    }

    /// <summary>
    /// An hour is worth v less what its compute costs, p utils at the pool's fixed price: the assistant is made use of where v − p > c·p. Money hardly
    /// changes what p is, so c five in a hundred below and above (v − p)/p must differ.
    /// </summary>
    [Theory]
    [InlineData(0.95, true)]
    [InlineData(1.05, false)]
    public void An_assistant_is_made_use_of_where_attention_is_worth_more_than_its_compute(double part, bool used)
    {
        const double Price = 100, Wealth = 1_000_000, Value = 2;
        var p = Price * 2000 / (10_000 + Wealth);
        var rows = Rows(new Social { Name = "place", Needs = new() { Cpu = 1 } },
            new() { Name = "p", Count = People, Assistant = new() { Rate = 0.5, Compute = part * (Value - p) / p }, MoneyUtility = 2000, Wealth = new() { Mean = Wealth }, InformationCost = 0.01 }, Value, Price);
        Assert.Equal(People * Attention / 3600.0 * (used ? 2 : 1), rows[1].AttentionHours, 1e-3);
    }

    private static IReadOnlyList<SubsystemRow> Rows(Place place, ParticipantTypeSpec type, double value, double price = 0) =>
        LivingPlaceLaws.Run(World(place, type with { Attention = Attention }, value, price)).Rows<SubsystemRow>();

    private static Scenario World(Place place, ParticipantTypeSpec type, double value, double price = 0, int ticks = 8) => new()
    {
        Name = "alike", Ticks = ticks, Chain = "none", Subsystems = [place],
        Population = new()
        {
            Types = [type with { LocalInformation = 0, MinimumSession = 0, Preferences = new Dictionary<string, double> { ["place"] = value } }],
        },
        Pools = place.Needs.Cpu == 0 ? [] : [new PoolSpec { Name = "cloud", Capacity = new() { Cpu = 1000 }, Price = new() { Cpu = price }, Pricing = price > 0 ? new FixedPoolPricing() : null }],
    };

    /// <summary>A place in which an hour is worth a quarter of what everybody hears of it.</summary>
    private sealed record Dull : Place
    {
        public override bool MeetsVisitors => true;

        public override Subsystem Found() => new House(this);

        private sealed class House(Dull founded) : Subsystem(founded)
        {
            protected override Meeting Meet(Visits visits, Scene scene) =>
                new([.. scene.Guests.Select(g => new SessionPart(g.ServedPpm, g.EnjoyedPpm / 4))], [], new Tally());
        }
    }
}
