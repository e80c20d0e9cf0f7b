using Economy.Chain.Settlement;
using Economy.Core.Books;
using Economy.Core.State;
using Economy.Reporting;
using Economy.World;
using Reconciliation = Economy.Reporting.Reconciliation;

namespace Economy.Cli.Running;

/// <summary>Settlement on a chain.</summary>
internal sealed class OnChain(SettlementChain chain, SettlementQueue queue, SettlementLedger settled, WorldModel world) : ISettlement
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    public IJournalSink Journals => queue;

    public IResumable State => settled;

    public long? Batches => queue.Progress.Batches;

    public string? Standing => queue.Progress is var p && p.ClosedTicks == p.AcceptedTicks ? $"all {p.AcceptedTicks} journals settled"
        : $"{p.ClosedTicks} of {p.AcceptedTicks} journals settled";

    public void WaitUntilKept() => queue.WaitUntilKept();

    public async Task<Settled> CompleteAsync(Ledger ledger, IDisplay display, CancellationToken cancel)
    {
        var settling = queue.ReconcileAsync(ledger, cancel);
        await CatchUpAsync(settling, display).ConfigureAwait(false);
        var compared = await settling.ConfigureAwait(false);
        foreach (var incident in settled.Incidents) display.Say(incident);
        return new Settled(queue.Rows, Details(), new Reconciliation
        {
            Accounts = ledger.Accounts,
            Tokens = ledger.Tokens,
            Differences = [.. compared.Differences.Select(Describe)],
        });
    }

    public async ValueTask DisposeAsync()
    {
        await queue.DisposeAsync().ConfigureAwait(false);
        await chain.DisposeAsync().ConfigureAwait(false);
    }

    private async Task CatchUpAsync(Task settling, IDisplay display)
    {
        while (!settling.IsCompleted)
        {
            display.Show(Progress.OfSettlement(queue.Progress.ClosedTicks, queue.Progress.AcceptedTicks));
            await Task.WhenAny(settling, Task.Delay(Glance, CancellationToken.None)).ConfigureAwait(false);
        }

        display.Finish();
        await settling.ConfigureAwait(false);
    }

    private string Describe(Difference difference) => FormattableString.Invariant(
        $"{(difference.Account is { } account ? world.Chart.NameOf(account) : "total supply")}, {world.TokenName(difference.Token)}: books {difference.Books}, chain {difference.Chain}");

    private ChainDetails Details()
    {
        var generations = settled.Generations;
        return new ChainDetails
        {
            ChainId = chain.ChainId,
            Client = chain.Node,
            LastBlock = generations[^1].LastBlock!.Value,
            Contracts = new Dictionary<string, string>
            {
                ["settlement"] = chain.Contract.Place.Settlement.ToString(),
                ["currency"] = chain.Contract.Place.Currency.ToString(),
                ["assets"] = chain.Contract.Place.Assets.ToString(),
            },
            Generations = [.. generations.Select(Describe)],
            Incidents = settled.Incidents,
        };
    }

    private static ChainGeneration Describe(Generation generation) => new()
    {
        FirstTick = generation.FirstTick,
        LastTick = generation.LastTick!.Value,
        FirstBatch = generation.FirstBatch,
        History = generation.History.ToString(),
        Cause = generation.Cause,
        Client = generation.Node,
        ChainId = generation.ChainId,
        LastBlock = generation.LastBlock,
        Settlement = generation.Place.Settlement.ToString(),
        Compared = generation.Compared,
    };
}
