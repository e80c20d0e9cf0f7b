using Economy.Attention;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.World;
using Economy.World.Actors;

namespace Economy.Tests.Engines;

/// <summary>Stands at every seam of a run and says which step of the tick it is in; while cells step, from another thread.</summary>
internal sealed class StepWatch(IActorHost host, IAllocator allocator, IRunSink rows, Action<string, int> on) : IActorHost, IAllocator, IRunSink, IJournalSink
{
    private int tick;

    /// <summary>The steps of a tick, in order.</summary>
    public static IReadOnlyList<string> Steps { get; } = ["focus", "decide", "allocate", "perform", "trade", "post", "settle", "observe"];

    public IReadOnlyList<Proposals> Decide(Snapshot snapshot)
    {
        tick = snapshot.Tick;
        on("focus", tick);
        using var killer = Task.Run(() => on("decide", tick));
        var proposals = host.Decide(snapshot);
        killer.Wait();
        return proposals;
    }

    public string Name => allocator.Name;

    public AllocationReport Allocate(AllocationProblem problem, IShareConsumer shares)
    {
        on("allocate", tick);
        return allocator.Allocate(problem, shares);
    }

    public IReadOnlyList<Results> Perform(Snapshot snapshot, Outcomes outcomes)
    {
        using var killer = Task.Run(() => on("perform", tick));
        var results = host.Perform(snapshot, outcomes);
        killer.Wait();
        on("trade", tick);
        on("post", tick);
        return results;
    }

    public void Write<TRow>(in TRow row)
        where TRow : struct
    {
        rows.Write(row);
        if (row is TickRow) on("observe", tick);
    }

    public void Accept(TickJournal journal) => on("settle", tick);

    public IEnumerable<ParticipantState> Inspect() => host.Inspect();

    public void Save(BinaryWriter state) => host.Save(state);

    public void Restore(BinaryReader state) => host.Restore(state);

    public void Dispose() => host.Dispose();
}
