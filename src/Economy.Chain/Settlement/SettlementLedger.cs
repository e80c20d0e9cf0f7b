using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.State;

namespace Economy.Chain.Settlement;

/// <summary>
/// What has been settled, tick by tick, and on which deployments. Outlives the process: a run that is resumed goes on from it.
/// </summary>
public sealed class SettlementLedger : IResumable
{
    private readonly Lock gate = new();
    private readonly List<SettlementRow> rows = [];
    private readonly List<Generation> generations = [];
    private readonly List<string> incidents = [];
    private SettlementProgress progress;
    private long? firstBatch;
    private int batches;
    private int entries;
    private long gasOfTick;

    /// <summary>What has been settled so far.</summary>
    public SettlementProgress Progress
    {
        get
        {
            lock (gate) return progress;
        }
    }

    /// <summary>One row per closed tick, in order.</summary>
    public IReadOnlyList<SettlementRow> Rows
    {
        get
        {
            lock (gate) return [.. rows];
        }
    }

    /// <summary>The deployments, in the order of their ticks. The last is the one in use.</summary>
    public IReadOnlyList<Generation> Generations
    {
        get
        {
            lock (gate) return [.. generations];
        }
    }

    /// <summary>What went wrong and was put right, in words.</summary>
    public IReadOnlyList<string> Incidents
    {
        get
        {
            lock (gate) return [.. incidents];
        }
    }

    /// <summary>The tick to be settled next.</summary>
    internal int NextTick => rows.Count;

    /// <summary>Number of its first batch.</summary>
    internal long NextNumber { get; private set; }

    internal Opening Opening { get; private set; } = Opening.OfRun;

    /// <summary>The chained journal roots of all ticks settled.</summary>
    internal Hash32 History => rows.Aggregate(default(Hash32), (digest, row) => JournalTree.Chain(digest, Hash32.Parse(row.JournalRoot)));

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        lock (gate) SettlementState.Write(state, rows, generations, incidents, Opening);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        lock (gate)
        {
            Opening = SettlementState.Read(state, rows, generations, incidents);
            RollBack(rows.Count);
        }
    }

    /// <summary>Every tick up to this one has been accepted already.</summary>
    /// <param name="lastTick">The last tick that was over when the state was saved.</param>
    public void Resume(int lastTick)
    {
        lock (gate) progress = progress with { AcceptedTicks = lastTick + 1 };
    }

    internal void Accepted()
    {
        lock (gate) progress = progress with { AcceptedTicks = progress.AcceptedTicks + 1 };
    }

    internal void Report(string incident)
    {
        lock (gate) incidents.Add(incident);
    }

    /// <summary>Settles on a deployment from the opening on.</summary>
    /// <param name="replaces">Whether it takes the place of the last one, whose work was lost.</param>
    internal void Begin(Generation generation, Opening opening, bool replaces)
    {
        lock (gate)
        {
            Opening = opening;
            RollBack(opening.Tick);
            if (replaces && generations.Count > 0) generations[^1] = generation;
            else generations.Add(generation);
        }
    }

    /// <summary>The last deployment has done its part.</summary>
    internal void End(Func<Generation, Generation> ended)
    {
        lock (gate) generations[^1] = ended(generations[^1]);
    }

    /// <summary>Forgets what was settled of a tick and of those after it.</summary>
    internal void RollBack(int tick)
    {
        lock (gate)
        {
            rows.RemoveRange(tick, rows.Count - tick);
            (firstBatch, batches, entries, gasOfTick) = (null, 0, 0, 0);
            NextNumber = rows.Sum(r => r.Batches + 1L);
            progress = progress with { ClosedTicks = tick, Batches = rows.Sum(r => (long)r.Batches),
                Entries = rows.Sum(r => (long)r.SettledEntries), Gas = rows.Sum(r => r.Gas) };
        }
    }

    /// <summary>Enters applied operations.</summary>
    internal void Enter(IReadOnlyList<Operation> operations, IReadOnlyList<long> gas)
    {
        lock (gate)
        {
            for (var i = 0; i < operations.Count; i++) Enter(operations[i], gas[i]);
        }
    }

    private void Enter(Operation operation, long gas)
    {
        progress = progress with { Gas = progress.Gas + gas };
        gasOfTick += gas;
        if (operation.Closes is not { } journal)
        {
            progress = progress with { Batches = progress.Batches + 1, Entries = progress.Entries + operation.Entries };
            firstBatch ??= operation.Number;
            batches++;
            entries += operation.Entries;
            return;
        }

        progress = progress with { ClosedTicks = progress.ClosedTicks + 1 };
        rows.Add(new SettlementRow(journal.Tick, journal.Root.ToString(), journal.Entries.Length, firstBatch, batches, entries, gasOfTick, progress.LagTicks, "settled", journal.NetworkFees));
        NextNumber = operation.Number + 1;
        (firstBatch, batches, entries, gasOfTick) = (null, 0, 0, 0);
    }
}
