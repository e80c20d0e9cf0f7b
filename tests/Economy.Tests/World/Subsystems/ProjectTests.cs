using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World.Subsystems;
using Economy.World.Subsystems.Serving;

namespace Economy.Tests.World.Subsystems;

/// <summary>Tasks that follow on one another, and teams that are served together: event times and worths in closed form.</summary>
public sealed class ProjectTests
{
    private const int TickSeconds = 3600;
    private static readonly ProjectStage[] Three = [new() { Name = "plan", Work = 2.5 }, new() { Name = "build", Work = 1, Needs = 4 }, new() { Name = "show", Work = 0.3, Needs = 0.5 }];

    /// <summary>Stages of 2.5, 1 and 0.3 hours at an hour a tick: ⌈2.5⌉ + ⌈1⌉ + 0.3 ticks, and each asks for its compute once the one before is finished.</summary>
    [Fact]
    public void A_stage_asks_for_compute_once_the_one_before_it_is_finished()
    {
        var place = new Projects { Name = "work", Stages = Three };
        var house = place.Found();
        List<Meeting> ticks = [.. Enumerable.Range(1, 5).Select(t => Meet(house, place, t, [1_000_000]))];
        Assert.Equal([[], [], [(0, 4.0)], [(0, 0.5)], []], ticks.Select(m => m.Needs));
        Assert.Equal((4 + 0.3) * TickSeconds, ticks[4].Tally.Response50, 1e-6);
        Assert.Equal([0, 0, 1, 1, 1], ticks.Select(m => (int)m.Tally.Value));
        Assert.Equal([(5.0, 1_000_000)], ticks[4].Delivered.Select(d => (d.Hours, d.EnjoyedPpm)));
    }

    /// <summary>Three are served as far as the least of them; one without compute, or one who is not there, holds up all.</summary>
    [Theory]
    [InlineData(new[] { 1_000_000, 800_000, 500_000 }, 500_000)]
    [InlineData(new[] { 1_000_000, 800_000, 0 }, 0)]
    [InlineData(new[] { 1_000_000, 800_000 }, 0)]
    public void A_team_is_served_together_or_not_at_all(int[] served, int together)
    {
        var place = new Projects { Name = "work", Team = 3, Stages = [new() { Name = "all", Work = 10 }], Partial = 1, GivesUp = 2 * TickSeconds };
        var house = place.Found();
        Meet(house, place, 1, [1_000_000, 1_000_000, 1_000_000]);
        var meeting = Meet(house, place, 2, served);
        Assert.All(meeting.Parts, part => Assert.Equal(together == 0 ? default : new SessionPart(together, SessionPart.Open), part));
        Assert.All(meeting.Delivered, d => Assert.Equal((1 + together / 1e6, (int)((1 + together / 1e6) / 10 * 1e6)), (d.Hours, d.EnjoyedPpm)));
        Assert.Equal((3, 3, 0), (meeting.Tally.Before, meeting.Tally.GaveUp, meeting.Tally.After));
    }

    /// <summary>Four hours of work at an hour a tick: late by one tick it is worth late; given up after two, half of it is worth partial of a half.</summary>
    [Fact]
    public void What_is_late_or_a_part_is_worth_what_is_said_of_it()
    {
        var place = new Projects { Name = "work", Stages = [new() { Name = "all", Work = 4 }], Deadline = 3 * TickSeconds, Late = 0.25, Partial = 0.5 };
        var house = place.Found();
        var late = Enumerable.Range(1, 4).Select(t => Meet(house, place, t, [1_000_000])).ToList()[^1];
        Assert.Equal([(4.0, 250_000)], late.Delivered.Select(d => (d.Hours, d.EnjoyedPpm)));
        Assert.Equal((1, 1), (late.Tally.Missed, late.Tally.Finished));
        place = place with { GivesUp = 2 * TickSeconds };
        house = place.Found();
        var part = Enumerable.Range(1, 2).Select(t => Meet(house, place, t, [1_000_000])).ToList()[^1];
        Assert.Equal([(2.0, 250_000)], part.Delivered.Select(d => (d.Hours, d.EnjoyedPpm)));
    }

    /// <summary>In an economy: in the first tick all are in the first stage, which asks for half of what the same sessions ask for in a place of one stage; later ones ask for more.</summary>
    [Fact]
    public void What_is_demanded_follows_the_stages()
    {
        double[] Demanded(params ProjectStage[] stages)
        {
            var small = Worlds.Small();
            SubsystemSpec[] places = [new Projects { Name = "game", Needs = new() { Bandwidth = 1000 }, Stages = stages }, .. small.Subsystems.Skip(1)];
            var rows = LivingPlaceLaws.Run(small with { Subsystems = places, Issues = null, Pools = [.. small.Pools, new PoolSpec { Name = "net", Capacity = new() { Bandwidth = 1e6 } }] });
            return [.. rows.Rows<AllocationRow>().Where(r => r is { Pool: "net", Resource: "bandwidth" }).OrderBy(r => r.Tick).Select(r => (double)r.Demanded)];
        }

        var (one, two) = (Demanded(new ProjectStage { Name = "all", Work = 100 }), Demanded(new() { Name = "plan", Work = 0.05, Needs = 0.5 }, new() { Name = "build", Work = 100, Needs = 2 }));
        Assert.Equal(0.5, two[0] / one[0], 1e-3);
        Assert.True(two[1..].Sum() > 1.2 * one[1..].Sum(), $"{two[1..].Sum()} against {one[1..].Sum()}");
    }

    private static Meeting Meet(Subsystem house, Place place, int tick, int[] served)
    {
        List<Guest> guests = [.. served.Select((ppm, i) => new Guest(i, 0, TickSeconds, ppm, ppm))];
        var visits = new Visits(tick, place, guests.Count, guests.Count, guests.Count, served.Sum() / 1e6, served.Sum() / 1e6, 0, 0);
        return ((Attended)house.Answer(visits with { Scene = new Scene(1, 0, TickSeconds) { Guests = guests } })).Meeting!;
    }
}
