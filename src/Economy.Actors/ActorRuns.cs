using Akka.Actor;
using Economy.Actors.Cells;
using Economy.Actors.Runs;
using Economy.World;
using Economy.World.Actors;
using Economy.World.Stage;

namespace Economy.Actors;

/// <summary>
/// The runs of this process. They share one actor system, which starts with the first, knows no remoting, and ends with the
/// process.
/// </summary>
public static class ActorRuns
{
    private static readonly Lazy<ActorSystem> Shared =
        new(() => ActorSystem.Create("economy", Configuration.Of(Environment.ProcessorCount, "economy.conf")));
    private static int runs;

    /// <summary>The actor system of this process.</summary>
    internal static ActorSystem System => Shared.Value;

    /// <summary>Starts the system on another thread, so that a run which has to wait for something else finds it started.</summary>
    public static void StartEarly() => Task.Run(() => Shared.Value);

    /// <summary>Stages a run in this process.</summary>
    /// <param name="world">What stays fixed.</param>
    /// <param name="threads">Threads that step cells; ≥ 1. Results do not depend on it.</param>
    /// <param name="cells">Number of cells; by default one per 4,096 participants. Results do not depend on it.</param>
    public static IStage Stage(WorldModel world, int threads = 1, int? cells = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var plan = new RunPlan { Run = Interlocked.Increment(ref runs), Ranges = CellRange.Cut(world.Participants, cells),
            Window = threads };
        return new LocalStage(world, plan.Ranges,
            new ActorRun(System, plan, context => Participants(context, revive => new LocalCell(world, revive))));
    }

    /// <summary>The parent of the cells in one process.</summary>
    internal static IActorRef Participants(IActorContext context, Func<Revive, IHostedCell> born)
    {
        var cell = Shell.Of(() => new CellActor(born));
        return context.ActorOf(Shell.Of(() => new ChildPerCell(new CellAddress(), cell)), "participants");
    }
}
