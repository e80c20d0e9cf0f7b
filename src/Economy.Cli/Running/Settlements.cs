using Economy.Chain.Nodes;
using Economy.Chain.Rpc;
using Economy.Chain.Settlement;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Reporting;
using Economy.Simulation;
using Reconciliation = Economy.Reporting.Reconciliation;

namespace Economy.Cli.Running;

/// <summary>Where journals go, and what became of them.</summary>
internal interface ISettlement : IAsyncDisposable
{
    IJournalSink Journals { get; }

    /// <summary>Batches applied so far; null where nothing is settled.</summary>
    long? Batches { get; }

    /// <summary>Catches up, and compares books and chain.</summary>
    Task<Settled> CompleteAsync(Ledger ledger, IDisplay display, CancellationToken cancel);
}

/// <summary>How it ended.</summary>
internal sealed record Settled(IReadOnlyList<SettlementRow> Rows, ChainDetails? OnChain, Reconciliation? Reconciliation);

/// <summary>Opens the settlement that a scenario asks for.</summary>
internal static class Settlements
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    public static async Task<ISettlement> OpenAsync(RunRequest request, Provisions provisions, IDisplay display, CancellationToken cancel)
    {
        var scenario = request.World.Scenario;
        if (scenario.Chain == "none") return new BooksOnly();
        var toolchain = provisions.Toolchain!;
        display.Say(scenario.Chain is "hardhat" or "anvil" ? $"starting a {scenario.Chain} node" : $"connecting to {Shown(scenario.Chain)}");
        var node = scenario.Chain switch
        {
            "hardhat" => await ChainNode.StartHardhatAsync(toolchain, cancel: cancel).ConfigureAwait(false),
            "anvil" => await ChainNode.StartAnvilAsync(toolchain, report: display.Say, cancel: cancel).ConfigureAwait(false),
            _ => await ChainNode.ConnectAsync(new Uri(scenario.Chain), request.AllowAnyChain, cancel).ConfigureAwait(false),
        };
        var client = new JsonRpcClient(node.Url);
        try
        {
            var contract = await SettlementContract.DeployAsync(client, toolchain.Artifacts, scenario.Money.Decimals, cancel: cancel).ConfigureAwait(false);
            return new OnChain(node, client, contract, new SettlementQueue(contract, scenario.Settlement, cancel), request.World);
        }
        catch
        {
            client.Dispose();
            await node.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The chain as it may be shown and written: an address without what may be a secret in it, user, password, path and query.</summary>
    public static string Shown(string chain) => Uri.TryCreate(chain, UriKind.Absolute, out var url) ? $"{url.Scheme}://{url.Authority}" : chain;

    /// <summary>No chain: the roots are kept, and every row says that it is unsettled.</summary>
    private sealed class BooksOnly : ISettlement, IJournalSink
    {
        private readonly List<SettlementRow> rows = [];

        public IJournalSink Journals => this;

        public long? Batches => null;

        public void Accept(TickJournal journal) =>
            rows.Add(new SettlementRow(journal.Tick, journal.Root.ToString(), journal.Entries.Length, null, 0, 0, 0, 0, "unsettled"));

        public Task<Settled> CompleteAsync(Ledger ledger, IDisplay display, CancellationToken cancel) => Task.FromResult(new Settled(rows, null, null));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class OnChain(ChainNode node, JsonRpcClient client, SettlementContract contract, SettlementQueue queue, World world) : ISettlement
    {
        public IJournalSink Journals => queue;

        public long? Batches => queue.Progress.Batches;

        public async Task<Settled> CompleteAsync(Ledger ledger, IDisplay display, CancellationToken cancel)
        {
            await CatchUpAsync(queue.CompleteAsync(cancel), display).ConfigureAwait(false);
            display.Say("comparing books and chain");
            var compared = await Chain.Settlement.Reconciliation.CompareAsync(contract, ledger, cancel).ConfigureAwait(false);
            return new Settled(queue.Rows, await DetailsAsync(cancel).ConfigureAwait(false), new Reconciliation
            {
                Accounts = ledger.Accounts,
                Tokens = ledger.Tokens,
                Differences = [.. compared.Differences.Select(Describe)],
            });
        }

        public async ValueTask DisposeAsync()
        {
            await queue.DisposeAsync().ConfigureAwait(false);
            client.Dispose();
            await node.DisposeAsync().ConfigureAwait(false);
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

        private async Task<ChainDetails> DetailsAsync(CancellationToken cancel) => new()
        {
            ChainId = node.ChainId,
            Client = node.Kind,
            LastBlock = await client.BlockNumberAsync(cancel).ConfigureAwait(false),
            Contracts = new Dictionary<string, string>
            {
                ["settlement"] = contract.Address.ToString(),
                ["currency"] = contract.Currency.ToString(),
                ["assets"] = contract.Assets.ToString(),
            },
        };
    }
}
