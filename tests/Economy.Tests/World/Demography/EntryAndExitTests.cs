using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World.Demography;
using Economy.World.Subsystems;

namespace Economy.Tests.World.Demography;

/// <summary>Known answers for populations that come and go.</summary>
public class EntryAndExitTests
{
    /// <summary>
    /// Entrants are Poisson with λ a tick and everybody leaves with probability p, entrants included. A thinned sum of Poisson numbers is
    /// Poisson, so the stationary number is Poisson with mean m = (m + λ)(1 − p), m = λ(1 − p)/p = 98. Its autocorrelation is (1 − p)^k, so a
    /// mean over T ticks has variance m/T·(2 − p)/p, and a variance over them 2m²/T·(1 + (1 − p)²)/(1 − (1 − p)²). Within 3.5 standard errors.
    /// </summary>
    [Fact]
    public void The_number_of_participants_is_the_entry_rate_over_the_exit_hazard()
    {
        const double Rate = 2, Churn = 0.02, Mean = Rate * (1 - Churn) / Churn, Stays = (1 - Churn) * (1 - Churn);
        const int Ticks = 4000;
        var run = Runs.Of(Bare(Ticks) with
        {
            Population = new()
            {
                Estate = new Emigration(),
                Types = [new() { Name = "guest", Count = 98, Wealth = new() { Mean = 1000 }, Entry = new() { Rate = Rate, Room = 100 }, Exit = new() { ChurnRate = Churn } }],
            },
        });
        var ticks = run.Rows.Rows<TickRow>().Where(t => t.Tick > 0).ToList();
        var mean = ticks.Average(t => t.Participants);
        Assert.InRange(mean, Mean - 3.5 * Math.Sqrt(Mean / Ticks * (2 - Churn) / Churn), Mean + 3.5 * Math.Sqrt(Mean / Ticks * (2 - Churn) / Churn));
        var spread = 3.5 * Mean * Math.Sqrt(2.0 / Ticks * (1 + Stays) / (1 - Stays));
        Assert.InRange(ticks.Average(t => (t.Participants - mean) * (t.Participants - mean)), Mean - spread, Mean + spread);
        // Eighty times as many came as there was room for, and nobody was turned away; each brought a thousand and took it away.
        Assert.InRange(run.Rows.Rows<PopulationRow>().Sum(p => p.Entered), 7000, 9000);
        Assert.All(run.Rows.Rows<PopulationRow>(), p => Assert.Equal(0, p.TurnedAway));
        Assert.All(ticks, t => Assert.Equal((1000L * t.Participants, 0L), (t.MoneySupply, t.Departed)));
    }

    /// <summary>
    /// A place in which n participants get 1 − (n/N̄)² utils a tick each, and an outside option of 3/4: entry stops and exit begins at n* = N̄/2.
    /// One comes a tick and expectations lag by five ticks, two of a hundred leave a tick: the mean is within 6 of n* = 100.
    /// </summary>
    [Fact]
    public void Free_entry_and_exit_lead_to_the_number_at_which_utility_is_the_outside_option()
    {
        var run = Runs.Of(Bare(600) with
        {
            Population = new()
            {
                Estate = new Emigration(),
                Types =
                [
                    new()
                    {
                        Name = "guest", Count = 60, Wealth = new() { Mean = 1_000_000 }, Attention = 3600, InformationCost = 0.01, Preferences = new Dictionary<string, double> { ["place"] = 1 },
                        Entry = new() { Rate = 1, Room = 100 }, Exit = new() { OutsideOption = 0.75, Memory = 5, Rate = 0.02 },
                    },
                ],
            },
            Subsystems = [new Social { Name = "place", Needs = new() { Cpu = 0.001 }, CrowdingCapacity = 200, CrowdingExponent = 2 }],
            Pools = [new PoolSpec { Name = "cloud", Capacity = new() { Cpu = 1000 } }],
        });
        var settled = run.Rows.Rows<TickRow>().Where(t => t.Tick > 200).ToList();
        Assert.InRange(settled.Average(t => t.Participants), 94, 106);
        Assert.Contains(run.Rows.Rows<PopulationRow>(), p => p.Declined > 0);
        Assert.Contains(run.Rows.Rows<PopulationRow>(), p => p.LeftForOutside > 0);
        Assert.InRange(run.Rows.Rows<PopulationRow>()[^1].ExpectedUtility, 0.69, 0.81);
    }

    [Fact]
    public void Whoever_has_stayed_expects_at_least_the_outside_option()
    {
        const double Outside = 0.35;
        var small = Worlds.Small(3);
        var scenario = small with
        {
            Ticks = 40,
            Population = small.Population with { Types = [.. small.Population.Types.Select(t => t with { Exit = new() { OutsideOption = Outside, Memory = 8 } })] },
        };
        var run = Runs.Of(scenario, 2, 7);
        var judged = run.Participants.Where(p => p.IsHere && p.Experience >= 8).ToList();
        Assert.NotEmpty(judged);
        Assert.All(judged, p => Assert.True(p.Expected >= Outside, $"{p}"));
        Assert.Contains(run.Rows.Rows<PopulationRow>(), p => p.LeftForOutside > 0);
        // The mean of the type is one over those who are there: of those it is as they told.
        foreach (var type in run.Rows.Rows<PopulationRow>().Where(p => p.Tick == 40 && p.Participants > 0))
            Assert.Equal(run.Participants.Zip(run.Rows.Rows<ParticipantRow>()).Where(p => p.First is { IsHere: true, Experience: > 0 } && p.Second.Type == type.Type).Average(p => p.First.Expected), type.ExpectedUtility, 1e-5);
    }

    [Fact]
    public void Who_owns_less_than_the_bound_is_bankrupt_and_nobody_else()
    {
        var run = Runs.Of(Bare(3) with
        {
            Population = new() { Estate = new Escheat(), Types = [Type("rich", 500), Type("poor", 499)] },
            Assets = [new() { Name = "plot", InitialPrice = 400 }],
        });
        Assert.Equal([(1, "poor", 4), (1, "rich", 0)], run.Rows.Rows<PopulationRow>().Where(p => p.Tick == 1).Select(p => (p.Tick, p.Type, p.LeftBankrupt)));
        Assert.Equal((4 * 499L, 4, 0L), (run.Rows.Rows<TickRow>()[^1].Treasury, run.Rows.Rows<TickRow>()[^1].Participants, run.Rows.Rows<TickRow>()[^1].Departed));

        static ParticipantTypeSpec Type(string name, long money) => new() { Name = name, Count = 4, Wealth = new() { Mean = money }, Exit = new() { Bankruptcy = 500 } };
    }

    [Fact]
    public void A_type_that_died_out_comes_back_as_soon_as_somebody_tries()
    {
        var scenario = Bare(30) with
        {
            Population = new() { Estate = new Emigration(), Types = [new() { Name = "guest", Count = 5, Entry = new() { Rate = 0.5 }, Exit = new() { ChurnRate = 1 } }] },
            Calendar = [new Economy.World.Interventions.SetKey { At = 10, Key = "population.types.guest.exit.churnRate", To = "0" }],
        };
        var rows = Runs.Of(scenario).Rows.Rows<PopulationRow>();
        Assert.All(rows.Where(p => p.Tick is > 0 and < 10), p => Assert.Equal(0, p.Participants));
        Assert.InRange(rows[^1].Participants, 1, 5);
    }

    private static Scenario Bare(int ticks) => new() { Name = "bare", Ticks = ticks, Chain = "none", Population = new() { Types = [] } };
}
