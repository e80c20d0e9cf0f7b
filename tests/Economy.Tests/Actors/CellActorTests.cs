using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Economy.Actors;
using Economy.Actors.Cells;

namespace Economy.Tests.Actors;

/// <summary>The actor of a cell, around a plain object that counts its steps.</summary>
public sealed class CellActorTests : TestKit
{
    private readonly TestProbe clock;

    public CellActorTests()
        : base(Configuration.Of(2, "economy.conf")) => clock = CreateTestProbe();

    [Fact]
    public void It_comes_up_empty_and_says_so()
    {
        var actor = Sys.ActorOf(Shell.Of(() => new CellActor(_ => new Counter())));
        actor.Tell(Step(1, 1, Phase.Decide), clock);
        Assert.Equal(new Lost(7, 0, 1), clock.ExpectMsg<Lost>());
        actor.Tell(Revive(tick: 0), clock);
        actor.Tell(Step(1, 1, Phase.Decide), clock);
        Assert.Equal("Decide 1", clock.ExpectMsg<Answer>().Content);
    }

    [Fact]
    public void A_step_taken_is_answered_again_and_not_taken_again()
    {
        var cell = new Counter();
        var actor = Living(cell);
        actor.Tell(Step(1, 1, Phase.Decide), clock);
        var answer = clock.ExpectMsg<Answer>();
        actor.Tell(Revive(tick: 0), clock);
        actor.Tell(Step(1, 1, Phase.Decide), clock);
        Assert.Equal(answer, clock.ExpectMsg<Answer>());
        Assert.Equal("Decide 2", cell.Take(Phase.Decide, "")); // Taken once by the actor, once here.
    }

    [Fact]
    public void A_step_out_of_turn_is_refused()
    {
        var actor = Living(new Counter());
        actor.Tell(Step(2, 1, Phase.Perform), clock);
        clock.ExpectMsg<Lost>();
        actor.Tell(Step(3, 2, Phase.Decide), clock);
        clock.ExpectMsg<Lost>();
        actor.Tell(Step(4, 1, Phase.Decide), clock);
        clock.ExpectMsg<Answer>();
        actor.Tell(Step(5, 1, Phase.Decide), clock);
        clock.ExpectMsg<Lost>();
        actor.Tell(Step(6, 1, Phase.Perform), clock);
        clock.ExpectMsg<Answer>();
    }

    /// <summary>Under a shard, which restarts it: whoever asked is in another process.</summary>
    [Fact]
    public void Whoever_asked_for_a_step_that_throws_is_told_and_the_cell_is_empty_again()
    {
        var actor = Living(new Counter { Throws = true });
        actor.Tell(Step(1, 1, Phase.Decide), clock);
        var broken = clock.ExpectMsg<Broken>();
        Assert.Equal((1L, true), (broken.Sequence, broken.Overflowed));
        actor.Tell(Step(2, 1, Phase.Decide), clock);
        clock.ExpectMsg<Lost>();
    }

    private static Step Step(long sequence, int tick, Phase phase) => new(7, 0, sequence, tick, phase, "");

    private static Revive Revive(int tick) => new(7, 0, 0, tick, 0, 10, [], []);

    private IActorRef Living(Counter cell)
    {
        var actor = Sys.ActorOf(Shell.Of(() => new CellActor(_ => cell)));
        actor.Tell(Revive(tick: 0), clock);
        return actor;
    }

    private sealed class Counter : IHostedCell
    {
        private int steps;

        public bool Throws { get; init; }

        public object Take(Phase phase, object content) => Throws ? throw new OverflowException("too much") : $"{phase} {++steps}";
    }
}
