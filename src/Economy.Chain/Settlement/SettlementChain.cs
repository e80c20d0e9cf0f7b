using Economy.Chain.Contracts;
using Economy.Chain.Nodes;
using Economy.Chain.Rpc;
using Economy.Core.Books;

namespace Economy.Chain.Settlement;

/// <summary>How to come by a chain to settle on.</summary>
public sealed record ChainRequest
{
    /// <summary>Starts a node, or connects to one.</summary>
    public required Func<CancellationToken, Task<ChainNode>> Start { get; init; }

    /// <summary>
    /// Makes the client of a node; by default one that is patient with somebody else's node, and less so with the run's own.
    /// </summary>
    public Func<ChainNode, EthereumClient> Connect { get; init; } = node => new EthereumClient(node.Url, node.Options);

    /// <summary>Longest wait for a transaction to be mined.</summary>
    public TimeSpan MiningTime { get; init; } = ReceiptPolling.Patience;

    /// <summary>How long nothing may come of sending before it is given up.</summary>
    public TimeSpan Patience { get; init; } = new RpcOptions().Patience;

    /// <summary>The folder with the compiled contracts.</summary>
    public required string Artifacts { get; init; }

    /// <summary>Digits after the point of a currency amount.</summary>
    public required int Decimals { get; init; }

    /// <summary>The run that settles.</summary>
    public required Hash32 RunId { get; init; }

    /// <summary>Number of accounts whose trades are signed, the mint's included; 0 where none are.</summary>
    public int Signing { get; init; }
}

/// <summary>A node that the run has started, or was given, with the run's contracts on it.</summary>
public sealed class SettlementChain : ISettlementChain, IAsyncDisposable
{
    private const int Attempts = 3;
    private const string OwnNode = "Run again, or resume the run; if it stays, try another chain.";
    private readonly ChainRequest request;
    private ChainNode? node;
    private EthereumClient? client;

    private SettlementChain(ChainRequest request) => this.request = request;

    /// <inheritdoc />
    public SettlementContract Contract { get; private set; } = null!;

    /// <inheritdoc />
    public string Node => node!.Kind;

    /// <inheritdoc />
    public long ChainId => node!.ChainId;

    /// <inheritdoc />
    public bool IsFresh { get; private set; }

    /// <summary>Number of the node's process; null for somebody else's node.</summary>
    public int? ProcessId => node!.ProcessId;

    /// <inheritdoc />
    public bool CanBeRenewed => node!.IsOwn;

    /// <inheritdoc />
    public bool IsLost => node!.HasExited;

    /// <inheritdoc />
    public TimeSpan MiningTime => request.MiningTime;

    /// <inheritdoc />
    public TimeSpan Patience => request.Patience;

    /// <inheritdoc />
    public long ResidentBytes => node!.ResidentBytes;

    /// <summary>
    /// Starts or finds a node, and the run's contracts on it: those of an earlier process of the run, if they still stand there, or fresh
    /// ones.
    /// </summary>
    /// <param name="earlier">The deployment that an earlier process settled on.</param>
    /// <exception cref="ChainException">There is no node to be had, or it fails.</exception>
    public static async Task<SettlementChain> OpenAsync(ChainRequest request, Generation? earlier = null,
        CancellationToken cancel = default)
    {
        var chain = new SettlementChain(request);
        await chain.StartAsync(earlier, cancel).ConfigureAwait(false);
        return chain;
    }

    /// <inheritdoc />
    public async Task RenewAsync(CancellationToken cancel)
    {
        await DisposeAsync().ConfigureAwait(false);
        await StartAsync(null, cancel).ConfigureAwait(false);
    }

    /// <summary>Ends the node, if the run has started it.</summary>
    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        if (node is not null) await node.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// A node of the run's own that ends while it starts, or at any time after, is replaced; somebody else's is there or not.
    /// </summary>
    private static bool IsWorthAnother(Exception failure, bool isOwn) => failure switch
    {
        EndpointException { Fault: EndpointFault.NoAccount or EndpointFault.NoFunds or EndpointFault.NotMining or EndpointFault.NotLocal or EndpointFault.NotAdmitted } => false,
        EndpointException { Fault: EndpointFault.Unreachable } => isOwn,
        ToolchainException => false,
        _ => failure is ChainException,
    };

    private async Task StartAsync(Generation? earlier, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                node = await request.Start(cancel).ConfigureAwait(false);
                client = request.Connect(node);
                var found = earlier is null || CanBeRenewed ? null
                    : await SettlementContract.FindAsync(client, earlier.Place, request.RunId, cancel).ConfigureAwait(false);
                Contract = found ?? await SettlementContract.DeployAsync(client, request.Artifacts, request.Decimals, runId: request.RunId,
                    cancel: cancel).ConfigureAwait(false);
                IsFresh = found is null;
                if (found is not null && !(await client.AccountsAsync(cancel).ConfigureAwait(false)).Contains(found.Place.Settler))
                    throw Endpoint.NotHeld(found.Place.Settler);
                if (IsFresh) await Contract.RegisterSignersAsync(request.Signing, cancel).ConfigureAwait(false);
                return;
            }
            catch (Exception failure)
            {
                var isOwn = node is { IsOwn: true };
                await DisposeAsync().ConfigureAwait(false);
                // An answer may have been lost; a second deployment is a contract of its own and harms nothing.
                if (attempt < Attempts && IsWorthAnother(failure, isOwn)) continue;
                if (isOwn && failure is EndpointException)
                    throw new ChainNodeException($"The node that the run has started failed {attempt} times. {failure.Message}", OwnNode,
                        failure);
                throw;
            }
        }
    }
}
