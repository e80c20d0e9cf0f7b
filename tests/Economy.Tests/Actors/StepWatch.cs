using Economy.Attention;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.World.Actors;
using Economy.World.Institutions;
using Economy.World.Stage;

namespace Economy.Tests.Actors;

/// <summary>Stands at every seam of a run and says which step of the tick it is in; while cells step, from another thread.</summary>
internal sealed class StepWatch(IStage stage, IAllocator allocator, IRunSink rows, Action<string, int> on) : IStage, IAllocator, IRunSink, IJournalSink
{
    private int tick;

    /// <summary>The steps of a tick, in order.</summary>
    public static IReadOnlyList<string> Steps { get; } = ["focus", "decide", "allocate", "perform", "trade", "post", "settle", "observe"];

    public IReadOnlyList<Proposals> Decide(Snapshot snapshot)
    {
        tick = snapshot.Tick;
        on("focus", tick);
        var killer = Task.Run(() => on("decide", tick));
        var proposals = stage.Decide(snapshot);
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
        var killer = Task.Run(() => on("perform", tick));
        var results = stage.Perform(snapshot, outcomes);
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

    public object[] Ask(int tick, IReadOnlyList<IInstitution> asked, IReadOnlyList<object> messages) => stage.Ask(tick, asked, messages);

    public IEnumerable<ParticipantState> Inspect() => stage.Inspect();

    public void Save(BinaryWriter state) => stage.Save(state);

    public void Restore(BinaryReader state) => stage.Restore(state);

    public void Dispose() => stage.Dispose();
}
