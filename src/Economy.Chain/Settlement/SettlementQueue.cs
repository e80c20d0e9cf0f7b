using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Economy.Chain.Contracts;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.Chain.Settlement;

/// <summary>
/// Settles journals behind the simulation's back, no further behind than <see cref="Backlog"/> allows. One thread
/// accepts, one keeps the journals, one worker settles what is kept; the first failure that cannot be mended ends the worker
/// and is thrown to whoever comes next.
/// </summary>
public sealed class SettlementQueue : IJournalSink, IAsyncDisposable
{
    private readonly Channel<TickJournal> accepted =
        Channel.CreateUnbounded<TickJournal>(new() { SingleReader = true, SingleWriter = true });
    private readonly Channel<TickJournal> kept = Channel.CreateUnbounded<TickJournal>(new() { SingleReader = true, SingleWriter = true });
    private readonly SettlementLedger settled;
    private readonly IJournalStore? store;
    private readonly object gate = new();
    private readonly Backlog backlog;
    private readonly CancellationTokenSource stop;
    private readonly SettlementWorker settling;
    private readonly Task keeper;
    private readonly Task worker;
    private ExceptionDispatchInfo? failure;
    private TickJournal? letIn;
    private int taken;
    private int recorded;
    private bool isDisposed;

    /// <summary>Settles on contracts that are there, without keeping journals.</summary>
    public SettlementQueue(SettlementContract contract, SettlementSpec spec, CancellationToken cancel = default)
        : this(new FixedChain(contract), spec, new SettlementLedger(), null, cancel)
    {
    }

    /// <param name="chain">Where to settle. It stays the caller's to end.</param>
    /// <param name="spec">How.</param>
    /// <param name="settled">What has been settled before this process; new for a new run.</param>
    /// <param name="store">Where journals are kept before they are sent; without one nothing can be sent again.</param>
    /// <param name="cancel">Abandons settlement; <see cref="Accept"/> and <see cref="CompleteAsync"/> then throw.</param>
    public SettlementQueue(ISettlementChain chain, SettlementSpec spec, SettlementLedger settled, KeptJournals? store,
        CancellationToken cancel = default)
    {
        (this.settled, this.store) = (settled, store?.Journals);
        backlog = new Backlog(spec.LagTicks);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        settling = new SettlementWorker(chain, spec, settled, store, kept.Reader, backlog);
        keeper = Task.Run(() => EndOnFailureAsync(KeepAsync), CancellationToken.None);
        worker = Task.Run(() => EndOnFailureAsync(() => settling.RunAsync(stop.Token)), CancellationToken.None);
    }

    /// <summary>What has been settled so far. Safe to read from any thread.</summary>
    public SettlementProgress Progress => settled.Progress;

    /// <summary>One row per closed tick, in order. Safe to read from any thread.</summary>
    public IReadOnlyList<SettlementRow> Rows => settled.Rows;

    /// <summary>Waits while the chain is as far behind as it may be. The journal is kept even where this throws.</summary>
    /// <exception cref="ChainException">An earlier tick could not be settled.</exception>
    /// <exception cref="OperationCanceledException">Settlement was abandoned.</exception>
    public void AwaitRoom(TickJournal journal)
    {
        try
        {
            backlog.Enter(journal.Entries.Length, stop.Token);
        }
        catch (OperationCanceledException)
        {
            Keep(journal);
            // Who fails cancels: its own exception says why.
            failure?.Throw();
            throw;
        }

        letIn = journal;
    }

    /// <summary>Takes the journal of a tick; waits as <see cref="AwaitRoom"/> does where nobody has waited for it.</summary>
    public void Accept(TickJournal journal)
    {
        if (letIn != journal) AwaitRoom(journal);
        letIn = null;
        settled.Accepted();
        Keep(journal);
    }

    /// <summary>Returns when every journal taken is kept.</summary>
    /// <exception cref="Exception">It could not be; whatever the store throws.</exception>
    public void WaitUntilKept()
    {
        lock (gate)
        {
            while (recorded < taken && !keeper.IsCompleted) Monitor.Wait(gate, TimeSpan.FromSeconds(1));
        }

        if (keeper.IsFaulted) keeper.GetAwaiter().GetResult();
    }

    private void Keep(TickJournal journal)
    {
        taken++;
        if (!accepted.Writer.TryWrite(journal))
            throw new InvalidOperationException("Settlement has been completed; nothing more can be accepted.");
    }

    /// <summary>Waits until everything accepted is settled. Nothing can be accepted afterwards.</summary>
    /// <exception cref="ChainException">A tick could not be settled.</exception>
    /// <exception cref="OperationCanceledException">Settlement was abandoned.</exception>
    public async Task CompleteAsync(CancellationToken cancel = default)
    {
        accepted.Writer.TryComplete();
        await keeper.WaitAsync(cancel).ConfigureAwait(false);
        await worker.WaitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>
    /// Waits until everything accepted is settled, then compares books and chain. A node of the run's own that fails meanwhile is replaced.
    /// </summary>
    /// <param name="books">The books after the last tick accepted.</param>
    /// <exception cref="ChainException">A tick could not be settled, or the node failed.</exception>
    /// <exception cref="OperationCanceledException">Settlement was abandoned.</exception>
    public async Task<Reconciliation> ReconcileAsync(Ledger books, CancellationToken cancel = default)
    {
        settling.Books = books;
        await CompleteAsync(cancel).ConfigureAwait(false);
        return settling.Reconciled!;
    }

    /// <summary>Stops settling. What was accepted is kept all the same.</summary>
    public async ValueTask DisposeAsync()
    {
        if (isDisposed) return;
        isDisposed = true;
        await stop.CancelAsync().ConfigureAwait(false);
        accepted.Writer.TryComplete();
        await keeper.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await worker.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task EndOnFailureAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception cause)
        {
            Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(cause), null);
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Keeps journals, as many as are waiting with one flush, and only then hands them on to be settled.</summary>
    private async Task KeepAsync()
    {
        var group = new List<TickJournal>();
        while (await accepted.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            while (accepted.Reader.TryRead(out var journal))
            {
                store?.Append(journal);
                group.Add(journal);
            }

            store?.Flush();
            foreach (var journal in group) kept.Writer.TryWrite(journal);
            lock (gate)
            {
                recorded += group.Count;
                Monitor.PulseAll(gate);
            }

            group.Clear();
        }

        kept.Writer.TryComplete();
    }
}
