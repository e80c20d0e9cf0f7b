using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Scenarios;
using Economy.Tests.World.Demography;

namespace Economy.Tests.World.Interventions;

/// <summary>Runs that end early.</summary>
public class StopTests
{
    [Fact]
    public void A_run_ends_with_the_tick_in_which_a_condition_holds()
    {
        var whole = Runs.Of(Worlds.Small()).Rows;
        var at = whole.Rows<TickRow>().First(t => t.Tick >= 4 && t.Notional > 0).Tick;
        var run = Runs.Of(With(new StopSpec { When = "notional_minor > 0", At = 4 }));
        Assert.Equal(new StoppedBy(at, "notional_minor > 0"), run.Simulator.Stopped);
        Assert.Equal(whole.Rows<TickRow>().Take(at + 1), run.Rows.Rows<TickRow>());
        Assert.NotEmpty(run.Rows.Rows<ParticipantRow>());
    }

    [Fact]
    public void A_condition_must_hold_for_as_many_ticks_in_a_row_as_it_says_and_the_first_that_does_ends_the_run()
    {
        Assert.Equal((3, "participants > 0"), Ended(new StopSpec { When = "participants > 0", Ticks = 3 }));
        Assert.Equal((7, "participants > 0"), Ended(new StopSpec { When = "participants > 0", Ticks = 3, At = 5 }));
        Assert.Equal((2, "tick > 1"), Ended(new StopSpec { When = "participants > 0", Ticks = 3 }, new StopSpec { When = "tick > 1" }));
        Assert.Null(Runs.Of(With(new StopSpec { When = "participants < 2" })).Simulator.Stopped);

        static (int, string) Ended(params StopSpec[] stops) => Runs.Of(With(stops)).Simulator.Stopped is { } stopped ? (stopped.Tick, stopped.When) : default;
    }

    [Theory]
    [InlineData("{when: participnts < 1}", "is no condition")]
    [InlineData("{when: participants < 1, at: 99}", "comes after the last one")]
    [InlineData("{at: 3}", "when")]
    public void What_cannot_be_is_refused_with_its_place(string stop, string message)
    {
        var read = ScenarioReader.Read(ScenarioWriter.Print(Worlds.Small()), "small.yaml", [$"stop=[{stop}]"]);
        Assert.Contains(message, Assert.Single(read.Errors).ToString(), StringComparison.Ordinal);
    }

    private static Scenario With(params StopSpec[] stops) => Worlds.Small() with { Stop = stops };
}
