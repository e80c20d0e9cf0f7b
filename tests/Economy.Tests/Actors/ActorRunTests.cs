using Akka.Actor;
using Akka.TestKit.Xunit2;
using Economy.Actors;
using Economy.Actors.Cells;
using Economy.Actors.Runs;
using Economy.World.Actors;
using Economy.World.Institutions;
using Economy.World.Stage;

namespace Economy.Tests.Actors;

/// <summary>A whole run of actors around plain objects made for the test.</summary>
public sealed class ActorRunTests : TestKit
{
    private int born;

    public ActorRunTests()
        : base(Configuration.Of(2, "economy.conf"))
    {
    }

    [Fact]
    public void What_a_cell_throws_ends_the_run_and_names_actor_and_tick()
    {
        using var run = NewRun(cells: 3, (cell, phase) => cell == 1 && phase == Phase.Perform ? throw new OverflowException("too much") : "done");
        Assert.Equal(["done", "done", "done"], run.Take(Step(4, Phase.Decide, [[], [], []])));
        var failed = Assert.Throws<ActorFailedException>(() => run.Take(Step(4, Phase.Perform)));
        Assert.Equal(("participants/cell-1", 4), (failed.Actor, failed.Tick));
        Assert.Equal("too much", Assert.IsType<OverflowException>(failed.InnerException).Message);

        // Nothing is restarted behind the run's back: it stays ended, and no cell was made again.
        Assert.Same(failed, Assert.Throws<ActorFailedException>(() => run.Take(Step(5, Phase.Decide))));
        Assert.Equal(3, born);
    }

    [Fact]
    public void A_cell_that_cannot_be_made_ends_the_run_too()
    {
        using var run = NewRun(cells: 1, (_, _) => "", cannotBeBorn: true);
        var failed = Assert.Throws<ActorFailedException>(() => run.Take(Step(1, Phase.Decide, [[]])));
        Assert.Equal("participants/cell-0 failed in tick 1: no memory", failed.Message);
    }

    [Fact]
    public void Institutions_answer_in_actors_of_their_own()
    {
        using var run = NewRun(cells: 1, (_, _) => "");
        Echo ore = new("market/ore"), silk = new("market/raw silk & Öl"), treasury = new("treasury");
        Assert.Equal(["market/ore: 1", "treasury: 2", "market/raw silk & Öl: 3", "market/ore: 4"], run.Ask(1, [ore, treasury, silk, ore], [1, 2, 3, 4]));
        Assert.Equal(["market/ore: 5"], run.Ask(2, [ore], [5]));
        foreach (var path in (string[])["clock", "participants", "market/ore", "treasury"]) Assert.NotNull(ResolveOne($"/user/run-1/{path}"));
        Assert.Throws<ArgumentException>(() => run.Ask(2, [new Echo("market/ore")], [6]));
        Assert.Throws<ArgumentException>(() => run.Ask(2, [ore], []));
    }

    [Fact]
    public void What_an_institution_throws_ends_the_run_and_names_actor_and_tick()
    {
        using var run = NewRun(cells: 1, (_, _) => "");
        Echo ore = new("market/ore"), treasury = new("treasury");
        var failed = Assert.Throws<ActorFailedException>(() => run.Ask(12, [treasury, ore], ["", "throw"]));
        Assert.Equal("market/ore failed in tick 12: not understood", failed.Message);
        Assert.IsType<ArgumentException>(failed.InnerException);
        Assert.Same(failed, Assert.Throws<ActorFailedException>(() => run.Ask(13, [treasury], [""])));
    }

    [Fact]
    public void An_institution_of_one_step_may_throw_too()
    {
        using var run = NewRun(cells: 1, (_, _) => "");
        Assert.Equal("treasury", Assert.Throws<ActorFailedException>(() => run.Ask(1, [new Echo("treasury")], ["throw"])).Actor);
    }

    [Fact]
    public void A_run_stopped_in_the_middle_leaves_nothing()
    {
        using var entered = new ManualResetEventSlim();
        using var cancel = new CancellationTokenSource();
        using (var run = NewRun(cells: 2, (_, _) =>
        {
            entered.Set();
            cancel.Token.WaitHandle.WaitOne();
            return "";
        }, cancel: cancel.Token))
        {
            run.Ask(0, [new Echo("market/ore")], [1]);
            _ = Task.Run(() =>
            {
                entered.Wait();
                cancel.Cancel();
            });
            Assert.ThrowsAny<OperationCanceledException>(() => run.Take(Step(1, Phase.Decide, [[], []])));
        }

        Assert.Null(ResolveOne("/user/run-1"));
        Assert.Null(ResolveOne("/user/run-1/participants/cell-0"));
    }

    private static Superstep Step(int tick, Phase phase, byte[][]? states = null) =>
        new() { Tick = tick, Phase = phase, Contents = [.. Enumerable.Repeat((object)"", states?.Length ?? (phase == Phase.Perform ? 3 : 1))], States = states };

    private ActorRun NewRun(int cells, Func<int, Phase, object> take, bool cannotBeBorn = false, CancellationToken cancel = default)
    {
        var plan = new RunPlan { Run = 1, Ranges = CellRange.Cut(100, cells), Window = 2 };
        return new ActorRun(Sys, plan, context => ActorRuns.Participants(context, revive =>
        {
            Interlocked.Increment(ref born);
            return cannotBeBorn ? throw new InvalidOperationException("no memory") : new Scripted(revive.Cell, take);
        }), cancel);
    }

    private IActorRef? ResolveOne(string path)
    {
        var found = Sys.ActorSelection(path).Ask<ActorIdentity>(new Identify(1), TimeSpan.FromSeconds(5)).GetAwaiter().GetResult();
        return found.Subject;
    }

    private sealed class Scripted(int cell, Func<int, Phase, object> take) : IHostedCell
    {
        public object Take(Phase phase, object content) => take(cell, phase);
    }

    private sealed class Echo(string path) : IInstitution
    {
        public string Path => path;

        public object Answer(object message) => message is "throw" ? throw new ArgumentException("not understood") : $"{path}: {message}";
    }
}
