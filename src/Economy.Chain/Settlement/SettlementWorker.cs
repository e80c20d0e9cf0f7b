using System.Globalization;
using System.Threading.Channels;
using Economy.Chain.Contracts;
using Economy.Core.Books;
using Economy.Core.Scenarios;

namespace Economy.Chain.Settlement;

/// <summary>
/// Settles journals in order, and mends what can be mended: a chain that was set back is sent again what it lost; a node of
/// the run's own that has died, hangs, or has grown too large is replaced by a fresh one, which starts from the balances of
/// the generation's opening and is sent every journal since. What is sent is composed from the journals alone, so it is the
/// same every time.
/// </summary>
internal sealed class SettlementWorker(
    ISettlementChain chain, SettlementSpec spec, SettlementLedger settled, KeptJournals? store, ChannelReader<TickJournal> journals,
    Backlog backlog)
{
    private const int OperationsPerWindow = 32;
    private const int FruitlessRepairs = 3;
    private const long ContinuingGas = 500_000;
    private const long BytesPerMegabyte = 1_000_000;

    private readonly BatchComposer composer = BatchComposer.For(spec);
    private int nextFromSimulation = settled.Progress.AcceptedTicks;
    private int released = settled.Progress.AcceptedTicks;
    private List<Operation> window = [];
    private Task underWay = Task.CompletedTask;
    private OperationSender sender = null!;
    private long number;
    // What is sent at once should fit into one block: anvil, for one, leaves what does not fit unmined until the next
    // transaction arrives.
    private long gasPerWindow;

    /// <summary>
    /// What the chain is to be compared with once everything is settled; set before the last journal is known to be the last.
    /// </summary>
    public Ledger? Books { get; set; }

    /// <summary>What the comparison came to.</summary>
    public Reconciliation? Reconciled { get; private set; }

    public async Task RunAsync(CancellationToken cancel)
    {
        if (settled.Generations.Count == 0) Begin("start", settled.Opening);
        else if (chain.IsFresh) Begin("resumed", settled.Opening);
        for (var fruitless = 0; ;)
        {
            var before = released;
            try
            {
                await SettleAsync(cancel).ConfigureAwait(false);
                return;
            }
            catch (ChainException fault)
            {
                await underWay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                fruitless = released > before ? 1 : fruitless + 1;
                if (fruitless > FruitlessRepairs || !await MendAsync(fault, cancel).ConfigureAwait(false)) throw;
            }
        }
    }

    /// <summary>Settles everything from where the contract stands to the last journal there will be.</summary>
    private async Task SettleAsync(CancellationToken cancel)
    {
        await TakePositionAsync(cancel).ConfigureAwait(false);
        if (settled.NextTick < nextFromSimulation)
            foreach (var journal in store!.Journals.Read(settled.NextTick).TakeWhile(j => j.Tick < nextFromSimulation))
                await AddTickAsync(journal, cancel).ConfigureAwait(false);
        do
        {
            while (journals.TryRead(out var journal))
            {
                nextFromSimulation = journal.Tick + 1;
                await AddTickAsync(journal, cancel).ConfigureAwait(false);
            }

            // Nothing may be under way while waiting for the producer: it may itself be waiting for what failed.
            await DrainAsync(cancel).ConfigureAwait(false);
        }
        while (await journals.WaitToReadAsync(cancel).ConfigureAwait(false));
        await sender.ConfirmAsync(settled.NextTick, number, cancel).ConfigureAwait(false);
        if (Books is not null) Reconciled = await Reconciliation.CompareAsync(chain.Contract, Books, cancel).ConfigureAwait(false);
        var lastBlock = await chain.Contract.Client.BlockNumberAsync(cancel).ConfigureAwait(false);
        settled.End(g => g with { LastTick = settled.NextTick - 1, LastBlock = lastBlock });
    }

    private async Task AddTickAsync(TickJournal journal, CancellationToken cancel)
    {
        foreach (var packed in composer.Compose(journal))
            await AddAsync(Operation.Batch(number++, journal.Tick, packed, chain.Contract.Signer), cancel).ConfigureAwait(false);
        if (journal.Allocations is { } allocations)
            await AddAsync(Operation.Record(number++, journal.Tick, allocations), cancel).ConfigureAwait(false);
        await AddAsync(Operation.Close(number++, journal), cancel).ConfigureAwait(false);
        if (!IsTooLarge()) return;
        await DrainAsync(cancel).ConfigureAwait(false);
        await MoveAsync(cancel).ConfigureAwait(false);
    }

    private async ValueTask AddAsync(Operation operation, CancellationToken cancel)
    {
        var isFull = window.Count == OperationsPerWindow || window.Sum(o => o.GasLimit) + operation.GasLimit > gasPerWindow;
        if (isFull) await FlushAsync(cancel).ConfigureAwait(false);
        window.Add(operation);
    }

    /// <summary>Sends the window once the one before it has been applied; the next is composed while it is under way.</summary>
    private async Task FlushAsync(CancellationToken cancel)
    {
        await underWay.ConfigureAwait(false);
        var full = window;
        window = [];
        underWay = ApplyAsync(full, cancel);
    }

    private async Task DrainAsync(CancellationToken cancel)
    {
        await FlushAsync(cancel).ConfigureAwait(false);
        await underWay.ConfigureAwait(false);
    }

    private async Task ApplyAsync(List<Operation> operations, CancellationToken cancel)
    {
        settled.Enter(operations, await sender.ApplyAsync(operations, cancel).ConfigureAwait(false));
        // Room is made once for each tick that this process has accepted, however often it has to be settled.
        for (; released < settled.NextTick; released++) backlog.Leave();
    }

    /// <summary>Finds out where the contract stands, gives a fresh one its opening balances, and goes on from there.</summary>
    private async Task TakePositionAsync(CancellationToken cancel)
    {
        window = [];
        underWay = Task.CompletedTask;
        var (batch, tick) = await chain.Contract.PositionAsync(cancel).ConfigureAwait(false);
        if (tick == 0 && settled.Opening.Tick > 0)
        {
            await OpenAsync(settled.Opening, batch, cancel).ConfigureAwait(false);
            (batch, tick) = await chain.Contract.PositionAsync(cancel).ConfigureAwait(false);
        }

        settled.RollBack(Math.Min(tick, settled.NextTick));
        if (settled.NextTick < nextFromSimulation && store is null)
            throw new SettlementException(settled.NextTick, settled.NextNumber, "the chain was set back, and no journal was kept to send again.", "Settle the run again on a fresh chain.") { Fault = SettlementFault.Refused };
        number = settled.NextNumber;
        sender = new OperationSender(chain, batch);
        gasPerWindow = await chain.Contract.Client.BlockGasLimitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Mints the opening balances, then moves ticks and numbers on to where the run is.</summary>
    /// <param name="next">The contract's next batch: one that was cut short has minted some of them.</param>
    private async Task OpenAsync(Opening opening, long next, CancellationToken cancel)
    {
        var minted = opening.Batches(spec.EntriesPerBatch);
        await new OperationSender(chain, Math.Max(next, Opening.FirstNumber)).ApplyAsync(minted, cancel).ConfigureAwait(false);
        var call = SettlementAbi.ContinueFrom(Opening.FirstNumber + minted.Count, opening.Tick, opening.Number, opening.History);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await chain.Contract.InvokeAsync(call, ContinuingGas, cancel).ConfigureAwait(false);
                return;
            }
            catch (ChainException) when (attempt < FruitlessRepairs && !chain.IsLost)
            {
                if ((await chain.Contract.PositionAsync(cancel).ConfigureAwait(false)).NextTick == opening.Tick) return;
            }
        }
    }

    private bool IsTooLarge() =>
        chain.CanBeRenewed && store is not null && chain.ResidentBytes > spec.NodeMemoryMegabytes * BytesPerMegabyte;

    /// <summary>Leaves a node that has grown too large, once its balances have been found to be those of the books.</summary>
    private async Task MoveAsync(CancellationToken cancel)
    {
        var balances = store!.Balances(settled.Opening, settled.NextTick);
        var compared = await Reconciliation.CompareAsync(chain.Contract, balances, cancel).ConfigureAwait(false);
        if (!compared.Agrees)
            throw new SettlementException(settled.NextTick - 1, number,
                $"books and chain disagree: {compared.Differences[0]}{(compared.Differences.Count > 1 ? $" and {compared.Differences.Count - 1} more" : "")}.", "Something other than this run has changed balances on the chain.") { Fault = SettlementFault.Disagrees };
        var lastBlock = await chain.Contract.Client.BlockNumberAsync(cancel).ConfigureAwait(false);
        settled.End(g => g with { LastTick = settled.NextTick - 1, LastBlock = lastBlock, Compared = compared.Balances });
        var opening = new Opening(settled.NextTick, number, settled.History, balances);
        await chain.RenewAsync(cancel).ConfigureAwait(false);
        Begin("memory", opening);
        await TakePositionAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Does what can be done about a fault.</summary>
    /// <returns>Whether it is worth trying again.</returns>
    private async Task<bool> MendAsync(ChainException fault, CancellationToken cancel)
    {
        if (fault is SettlementException { Fault: SettlementFault.SetBack } && store is not null && !chain.IsLost)
        {
            settled.Report(fault.Message);
            return true;
        }

        var isNode = fault is not SettlementException { Fault: not SettlementFault.NodeFailed };
        if (!isNode || !chain.CanBeRenewed || store is null) return false;
        settled.Report(string.Create(CultureInfo.InvariantCulture,
            $"the {chain.Node} node {(chain.IsLost ? "ended" : "failed")} after tick {settled.NextTick - 1} ({fault.Message}); a fresh one took its place, from tick {settled.Opening.Tick} on"));
        await chain.RenewAsync(cancel).ConfigureAwait(false);
        Begin("lost", settled.Opening);
        return true;
    }

    private void Begin(string cause, Opening opening)
    {
        var contract = chain.Contract;
        settled.Begin(
            new Generation
            {
                FirstTick = opening.Tick, FirstBatch = opening.Number, History = opening.History, Cause = cause, Node = chain.Node,
                ChainId = chain.ChainId,
                Place = contract.Place,
            },
            opening, replaces: cause is "lost" or "resumed");
    }
}
