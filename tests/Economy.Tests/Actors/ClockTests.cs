using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Economy.Actors;
using Economy.Actors.Cells;
using Economy.Actors.Runs;
using Economy.World.Actors;

namespace Economy.Tests.Actors;

/// <summary>A clock among probes: what it asks, and what it takes for an answer.</summary>
public sealed class ClockTests : TestKit
{
    private const int Run = 7;
    private readonly TestProbe cells;
    private readonly TestProbe thread;

    public ClockTests()
        : base(Configuration.Of(2, "economy.conf")) => (cells, thread) = (CreateTestProbe("cells"), CreateTestProbe("thread"));

    [Fact]
    public void Answers_lie_by_index_whatever_their_order()
    {
        var clock = NewClock(cellCount: 3);
        clock.Tell(Decide(1, ["a", "b", "c"]));
        var steps = cells.ReceiveN(3).Cast<Step>().ToList();
        Assert.Equal(["a", "b", "c"], steps.Select(s => s.Content));
        foreach (var step in steps.AsEnumerable().Reverse()) clock.Tell(AnswerTo(step, $"{step.Content}!"));
        Assert.Equal(["a!", "b!", "c!"], thread.ExpectMsg<Done>().Answers);
    }

    [Fact]
    public void Late_repeated_and_foreign_answers_change_nothing()
    {
        var clock = NewClock(cellCount: 2);
        clock.Tell(Decide(1, ["a", "b"]));
        var first = cells.ReceiveN(2).Cast<Step>().ToList();
        foreach (var step in first) clock.Tell(AnswerTo(step, step.Content));
        thread.ExpectMsg<Done>();

        clock.Tell(Decide(2, ["c", "d"]));
        var second = cells.ReceiveN(2).Cast<Step>().ToList();
        clock.Tell(AnswerTo(first[0], "late"));
        clock.Tell(AnswerTo(second[0], "c"));
        clock.Tell(AnswerTo(second[0], "repeated"));
        clock.Tell(new Answer(Run + 1, 1, second[1].Sequence, "of another run"));
        clock.Tell(new Answer(Run, 2, second[1].Sequence, "of a cell that is not there"));
        clock.Tell(new Answer(Run, -1, second[1].Sequence, "of a cell that is not there"));
        clock.Tell(new Answer(Run, 1, second[1].Sequence + 1, "of a step that is not asked for"));
        clock.Tell(new Lost(Run, 1, first[1].Sequence));
        clock.Tell(new Broken(Run, 1, first[1].Sequence, false, "late"));
        clock.Tell("something else");
        cells.ExpectNoMsg(0);
        clock.Tell(AnswerTo(second[1], "d"));
        Assert.Equal(["c", "d"], thread.ExpectMsg<Done>().Answers);
        clock.Tell(AnswerTo(second[1], "repeated"));
        thread.ExpectNoMsg(100);
    }

    [Fact]
    public void No_more_steps_are_out_than_the_window_allows()
    {
        var clock = NewClock(cellCount: 4, window: 2);
        clock.Tell(Decide(1, ["a", "b", "c", "d"]));
        var steps = cells.ReceiveN(2).Cast<Step>().ToList();
        cells.ExpectNoMsg(50);
        clock.Tell(AnswerTo(steps[1], "b"));
        Assert.Equal("c", cells.ExpectMsg<Step>().Content);
        cells.ExpectNoMsg(50);
    }

    [Fact]
    public void A_lost_cell_is_brought_to_life_and_decides_again_before_it_performs()
    {
        var clock = NewClock(cellCount: 1);
        clock.Tell(new Superstep { Sequence = 9, Tick = 5, Phase = Phase.Perform, Contents = ["outcome"], States = [[1, 2]], Decided = ["snapshot"] });
        var asked = cells.ExpectMsg<Step>();
        clock.Tell(new Lost(Run, 0, asked.Sequence));
        var revive = cells.ExpectMsg<Revive>();
        Assert.Equal((4, 2), (revive.Tick, revive.State.Length));
        Assert.Equal(("snapshot", Phase.Decide, 0L), Parts(cells.ExpectMsg<Step>()));
        Assert.Equal(("outcome", Phase.Perform, 9L), Parts(cells.ExpectMsg<Step>()));

        static (object, Phase, long) Parts(Step step) => (step.Content, step.Phase, step.Sequence);
    }

    [Fact]
    public void A_cell_that_loses_its_state_where_none_may_ends_the_run()
    {
        var clock = NewClock(cellCount: 1);
        clock.Tell(Decide(3, ["a"]));
        clock.Tell(new Lost(Run, 0, cells.ExpectMsg<Step>().Sequence));
        var failed = Assert.IsType<ActorFailedException>(thread.ExpectMsg<Ended>().Cause);
        Assert.Equal(("participants/cell-0", 3), (failed.Actor, failed.Tick));
    }

    [Fact]
    public void A_failure_ends_this_superstep_and_every_later_one()
    {
        var clock = NewClock(cellCount: 1);
        clock.Tell(Decide(3, ["a"]));
        clock.Tell(new Failed("market/ore", new OverflowException("too much")));
        var cause = Assert.IsType<ActorFailedException>(thread.ExpectMsg<Ended>().Cause);
        Assert.Equal("market/ore failed in tick 3: too much", cause.Message);
        Assert.IsType<OverflowException>(cause.InnerException);
        clock.Tell(Decide(4, ["b"]));
        Assert.Same(cause, thread.ExpectMsg<Ended>().Cause);
    }

    [Fact]
    public void A_silent_cell_is_asked_again_and_a_cluster_without_nodes_is_given_up()
    {
        var hasNodes = true;
        var clock = NewClock(cellCount: 1, patience: new Patience(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(600), () => hasNodes));
        clock.Tell(Decide(1, ["a"]));
        var asked = cells.ExpectMsg<Step>();
        Assert.Equal(asked, cells.ExpectMsg<Step>());
        hasNodes = false;
        Assert.IsType<ClusterException>(thread.FishForMessage<Ended>(_ => true).Cause);
    }

    private static Superstep Decide(long sequence, object[] contents) => new() { Sequence = sequence, Tick = (int)sequence, Phase = Phase.Decide, Contents = contents };

    private static Answer AnswerTo(Step step, object content) => new(step.Run, step.Cell, step.Sequence, content);

    private IActorRef NewClock(int cellCount, int window = 8, Patience? patience = null)
    {
        var plan = new RunPlan { Run = Run, Ranges = CellRange.Cut(100, cellCount), Window = window, Patience = patience };
        return Sys.ActorOf(Shell.Of(() => new Clock(plan, cells, message => thread.Tell(message))));
    }
}
