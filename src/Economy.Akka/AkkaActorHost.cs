using Akka.Actor;
using Economy.World;
using Economy.World.Actors;

namespace Economy.Akka;

/// <summary>Cells as Akka actors of this process. Nothing is serialised: messages carry the snapshot itself, which is frozen.</summary>
public sealed class AkkaActorHost : IActorHost
{
    private readonly ActorSystem system;
    private readonly Cell[] cells;
    private readonly IActorRef[] actors;
    private readonly Proposals[] proposals;
    private readonly Results[] results;

    /// <param name="world">What stays fixed.</param>
    /// <param name="threads">Threads that step cells; ≥ 1.</param>
    /// <param name="cellCount">Number of cells; by default one per 4,096 participants.</param>
    public AkkaActorHost(WorldModel world, int threads = 1, int? cellCount = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        cells = Array.ConvertAll(CellRange.Cut(world.Participants, cellCount), range => new Cell(world, range.First, range.Count));
        proposals = Array.ConvertAll(cells, c => c.Proposals);
        results = Array.ConvertAll(cells, c => c.Results);
        system = ActorSystem.Create("economy", Configuration.Of("local.conf", threads));
        actors = [.. cells.Select((cell, c) => system.ActorOf(Props.Create(() => new CellActor(cell)).WithDispatcher(Configuration.Cells), $"cell-{c}"))];
    }

    /// <summary>Version of the Akka library.</summary>
    public static string LibraryVersion { get; } = typeof(ActorSystem).Assembly.GetName().Version!.ToString(3);

    /// <inheritdoc />
    public IReadOnlyList<Proposals> Decide(Snapshot snapshot)
    {
        var barrier = new Barrier(cells.Length);
        foreach (var actor in actors) actor.Tell(new CellActor.Decide(snapshot, barrier));
        barrier.Await();
        return proposals;
    }

    /// <inheritdoc />
    public IReadOnlyList<Results> Perform(Snapshot snapshot, Outcomes outcomes)
    {
        var barrier = new Barrier(cells.Length);
        var firstTask = 0;
        for (var c = 0; c < cells.Length; c++)
        {
            actors[c].Tell(new CellActor.Perform(snapshot, outcomes, firstTask, barrier));
            firstTask += proposals[c].Tasks.Count;
        }

        barrier.Await();
        return results;
    }

    /// <inheritdoc />
    public IEnumerable<ParticipantState> Inspect() => cells.SelectMany(c => c.Inspect());

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        foreach (var cell in cells) cell.Save(state);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        foreach (var cell in cells) cell.Restore(state);
    }

    /// <inheritdoc />
    public void Dispose() => system.Terminate().Wait();
}
