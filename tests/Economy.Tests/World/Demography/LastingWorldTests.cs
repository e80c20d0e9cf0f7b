using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World.Demography;

namespace Economy.Tests.World.Demography;

/// <summary>A world that lasts: two thousand ticks, in which everybody is replaced several times.</summary>
public class LastingWorldTests
{
    [Fact]
    public void A_hundred_participants_are_still_about_a_hundred_after_two_thousand_ticks_and_still_trade()
    {
        const double Churn = 0.005;
        var small = Worlds.Small(11);
        var run = Runs.Of(small with
        {
            Ticks = 2000,
            Population = small.Population with
            {
                ChurnRate = Churn, EntryRate = 0, EntryRoom = 0, Estate = new Emigration(),
                Types = [.. small.Population.Types.Select(t => t with { Entry = new() { Rate = t.Count * Churn / (1 - Churn), Room = 4 + t.Count } })],
            },
        });
        var ticks = run.Rows.Rows<TickRow>();
        Assert.Equal(2000, ticks[^1].Tick);
        // Poisson about 100, whatever the seed: six standard deviations.
        Assert.All(ticks, t => Assert.InRange(t.Participants, 40, 160));
        Assert.All(run.Rows.Rows<PopulationRow>().Where(p => p.Tick == 2000), p => Assert.True(p.Participants > 0, p.Type));
        Assert.All(run.Rows.Rows<PopulationRow>(), p => Assert.Equal(0, p.TurnedAway));
        Assert.True(ticks.TakeLast(200).Count(t => t.Notional > 0) > 100);
        Assert.True(ticks.TakeLast(200).All(t => t.WealthGini is > 0 and < 1));
        Assert.InRange(run.Rows.Rows<PopulationRow>().Sum(p => p.Entered), 700, 1300);
    }
}
