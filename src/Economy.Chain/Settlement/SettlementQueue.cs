using System.Threading.Channels;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.Chain.Settlement;

/// <summary>
/// Settles journals behind the simulation's back, at most <see cref="SettlementSpec.LagTicks"/> ticks behind. One thread
/// accepts, one worker settles; the first failure ends the worker and is thrown to whoever comes next.
/// </summary>
public sealed class SettlementQueue : IJournalSink, IAsyncDisposable
{
    // What is sent at once should fit into one block of an ordinary node: anvil, for one, leaves what does not fit unmined
    // until the next transaction arrives.
    private const int OperationsPerWindow = 32;
    private const long GasPerWindow = 30_000_000;

    private readonly OperationSender sender;
    private readonly SettlementContract contract;
    private readonly BatchComposer composer;
    private readonly SettlementLedger settled = new();
    private readonly Channel<TickJournal> journals = Channel.CreateUnbounded<TickJournal>(new() { SingleReader = true, SingleWriter = true });
    private readonly SemaphoreSlim room;
    private readonly CancellationTokenSource stop;
    private readonly Task worker;

    /// <param name="cancel">Abandons settlement; <see cref="Accept"/> and <see cref="CompleteAsync"/> then throw.</param>
    public SettlementQueue(SettlementContract contract, SettlementSpec spec, CancellationToken cancel = default)
    {
        this.contract = contract;
        sender = new OperationSender(contract);
        composer = BatchComposer.For(spec);
        room = new SemaphoreSlim(spec.LagTicks);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        worker = Task.Run(WorkAsync, CancellationToken.None);
    }

    /// <summary>What has been settled so far. Safe to read from any thread.</summary>
    public SettlementProgress Progress => settled.Progress;

    /// <summary>One row per closed tick, in order. Safe to read from any thread.</summary>
    public IReadOnlyList<SettlementRow> Rows => settled.Rows;

    /// <summary>Takes the journal of a tick; blocks while the chain is as far behind as it may be.</summary>
    /// <exception cref="ChainException">An earlier tick could not be settled.</exception>
    /// <exception cref="OperationCanceledException">Settlement was abandoned.</exception>
    public void Accept(TickJournal journal)
    {
        try
        {
            room.Wait(stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The worker cancels when it fails: its own exception says why.
            worker.GetAwaiter().GetResult();
            throw;
        }

        settled.Accepted();
        if (!journals.Writer.TryWrite(journal)) throw new InvalidOperationException("Settlement has been completed; nothing more can be accepted.");
    }

    /// <summary>Waits until everything accepted is settled. Nothing can be accepted afterwards.</summary>
    /// <exception cref="ChainException">A tick could not be settled.</exception>
    /// <exception cref="OperationCanceledException">Settlement was abandoned.</exception>
    public Task CompleteAsync(CancellationToken cancel = default)
    {
        journals.Writer.TryComplete();
        return worker.WaitAsync(cancel);
    }

    /// <summary>Stops without settling what is still waiting.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await worker.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
        room.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            await SettleAllAsync(stop.Token).ConfigureAwait(false);
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Composes one window of operations while the one before it is under way.</summary>
    private async Task SettleAllAsync(CancellationToken cancel)
    {
        var number = await contract.NextBatchAsync(cancel).ConfigureAwait(false);
        var underWay = Task.CompletedTask;
        var window = new List<Operation>();
        do
        {
            while (journals.Reader.TryRead(out var journal))
            {
                foreach (var packed in composer.Compose(journal)) await AddAsync(Operation.Batch(number++, journal.Tick, packed)).ConfigureAwait(false);
                await AddAsync(Operation.Close(number++, journal)).ConfigureAwait(false);
            }

            // Nothing may be under way while waiting for the producer: it may itself be waiting for what failed.
            await FlushAsync().ConfigureAwait(false);
            await underWay.ConfigureAwait(false);
        }
        while (await journals.Reader.WaitToReadAsync(cancel).ConfigureAwait(false));

        async ValueTask AddAsync(Operation operation)
        {
            var isFull = window.Count == OperationsPerWindow || window.Sum(o => o.GasLimit) + operation.GasLimit > GasPerWindow;
            if (isFull) await FlushAsync().ConfigureAwait(false);
            window.Add(operation);
        }

        async Task FlushAsync()
        {
            await underWay.ConfigureAwait(false);
            underWay = ApplyAsync(window, cancel);
            window = [];
        }
    }

    private async Task ApplyAsync(List<Operation> window, CancellationToken cancel)
    {
        var gas = await sender.ApplyAsync(window, cancel).ConfigureAwait(false);
        var closed = settled.Enter(window, gas);
        if (closed > 0) room.Release(closed);
    }
}
