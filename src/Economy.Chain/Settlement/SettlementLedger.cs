using Economy.Core.Records;

namespace Economy.Chain.Settlement;

/// <summary>Counts what was settled, tick by tick.</summary>
internal sealed class SettlementLedger
{
    private readonly Lock gate = new();
    private readonly List<SettlementRow> rows = [];
    private SettlementProgress progress;
    private long? firstBatch;
    private int batches;
    private int entries;
    private long gasOfTick;

    public SettlementProgress Progress
    {
        get
        {
            lock (gate) return progress;
        }
    }

    public SettlementRow[] Rows
    {
        get
        {
            lock (gate) return [.. rows];
        }
    }

    public void Accepted()
    {
        lock (gate) progress = progress with { AcceptedTicks = progress.AcceptedTicks + 1 };
    }

    /// <summary>Enters applied operations.</summary>
    /// <returns>How many ticks they closed.</returns>
    public int Enter(IReadOnlyList<Operation> operations, IReadOnlyList<long> gas)
    {
        lock (gate)
        {
            var closedBefore = progress.ClosedTicks;
            for (var i = 0; i < operations.Count; i++) Enter(operations[i], gas[i]);
            return progress.ClosedTicks - closedBefore;
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
        rows.Add(new SettlementRow(journal.Tick, journal.Root.ToString(), journal.Entries.Length, firstBatch, batches, entries, gasOfTick, progress.LagTicks, "settled"));
        (firstBatch, batches, entries, gasOfTick) = (null, 0, 0, 0);
    }
}
