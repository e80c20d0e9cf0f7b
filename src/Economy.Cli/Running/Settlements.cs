using Economy.Chain.Nodes;
using Economy.Chain.Rpc;
using Economy.Chain.Settlement;
using Economy.Core.Books;
using Economy.Core.State;
using Economy.Reporting;

namespace Economy.Cli.Running;

/// <summary>Opens the settlement that a scenario asks for.</summary>
internal static class Settlements
{
    /// <param name="journal">Where journals are kept; null where nothing is settled.</param>
    /// <param name="runId">The run, for it to recognise its contracts by.</param>
    public static async Task<ISettlement> OpenAsync(RunRequest request, Provisions provisions, JournalFile? journal, Hash32 runId,
        IDisplay display, CancellationToken cancel)
    {
        var scenario = request.World.Scenario;
        if (journal is null)
        {
            var books = new BooksOnly();
            request.Resumed?.State.ReadPart(books.State);
            return books;
        }

        var settled = Resumed(request, new SettlementLedger());
        if (request.Resumed is { } resumed) settled.Resume(resumed.Head.Tick);
        var toolchain = provisions.Toolchain!;
        display.Say(scenario.Chain is "hardhat" or "anvil" ? $"starting a {scenario.Chain} node"
            : $"connecting to {Shown(scenario.Chain)}");
        var patience = TimeSpan.FromSeconds(scenario.Settlement.Patience);
        var wanted = new ChainRequest
        {
            Patience = patience,
            MiningTime = patience < ReceiptPolling.Patience ? patience : ReceiptPolling.Patience,
            Start = abort => scenario.Chain switch
            {
                "hardhat" => ChainNode.StartHardhatAsync(toolchain, cancel: abort),
                "anvil" => ChainNode.StartAnvilAsync(toolchain, report: display.Say, cancel: abort),
                _ => ChainNode.ConnectAsync(new Uri(scenario.Chain), request.AllowAnyChain, abort),
            },
            Artifacts = toolchain.Artifacts,
            Decimals = scenario.Money.Decimals,
            RunId = runId,
            Signing = scenario.Settlement.Signed ? request.World.Chart.Count : 0,
            Connect = node => new EthereumClient(node.Url,
                node.Options with { Report = display.Say, Patience = patience, Timeout = patience < node.Options.Timeout ? patience
                    : node.Options.Timeout }, request.Key is { } key ? new TransactionSigner(key, node.ChainId) : null),
        };
        var chain = await SettlementChain.OpenAsync(wanted, settled.Generations.Count > 0 ? settled.Generations[^1] : null, cancel)
            .ConfigureAwait(false);
        var kept = new KeptJournals(journal, request.World.Chart.Count, request.World.Assets.Length + 1);
        return new OnChain(chain, new SettlementQueue(chain, scenario.Settlement, settled, kept, cancel), settled, request.World);
    }

    /// <summary>
    /// The chain as it may be shown and written: an address without what may be a secret in it, user, password, path and query.
    /// </summary>
    public static string Shown(string chain) =>
        Uri.TryCreate(chain, UriKind.Absolute, out var url) ? $"{url.Scheme}://{url.Authority}" : chain;

    /// <summary>Whether <see cref="Shown"/> leaves out something that it takes to reach the chain.</summary>
    public static bool IsHidden(string chain) =>
        Uri.TryCreate(chain, UriKind.Absolute, out var url) && (url.UserInfo.Length > 0 || url.PathAndQuery != "/");

    private static T Resumed<T>(RunRequest request, T state)
        where T : IResumable
    {
        request.Resumed?.State.ReadPart(state);
        return state;
    }
}
