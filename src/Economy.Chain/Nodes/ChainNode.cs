using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Economy.Chain.Processes;
using Economy.Chain.Provisioning;
using Economy.Chain.Rpc;

namespace Economy.Chain.Nodes;

/// <summary>An Ethereum node to settle on: one that this process started and ends with, or somebody else's.</summary>
public sealed partial class ChainNode : IAsyncDisposable
{
    // Of anvil, which is told to mine what it is sent at once as one block; Hardhat mines every transaction as a block of its own.
    private const string BlockGas = "1000000000";
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    private readonly NodeProcess? child;

    private ChainNode(string kind, Uri url, long chainId, NodeProcess? child) =>
        (Kind, Url, ChainId, this.child) = (kind, url, chainId, child);

    /// <summary>To ask once whether there is a node, and what it says of itself.</summary>
    public static RpcOptions AtOnce { get; } = new() { Retries = 0, Timeout = TimeSpan.FromSeconds(10) };

    /// <summary><c>hardhat</c>, <c>anvil</c> or <c>remote</c>.</summary>
    public string Kind { get; }

    /// <summary>Address of its JSON-RPC.</summary>
    public Uri Url { get; }

    /// <summary>Id of its chain.</summary>
    public long ChainId { get; }

    /// <summary>Whether it lives and ends with this process.</summary>
    public bool IsOwn => child is not null;

    /// <summary>How long to wait for it: less long where it is the run's own, to be ended and replaced.</summary>
    public RpcOptions Options => IsOwn ? new RpcOptions { Retries = 2 } : new RpcOptions();

    /// <summary>Number of the process started for it; null for somebody else's node.</summary>
    public int? ProcessId => child?.Id;

    /// <summary>Whether the process started for it has ended.</summary>
    public bool HasExited => child?.HasExited ?? false;

    /// <summary>Memory that the process and those it has started hold, bytes; 0 for somebody else's node.</summary>
    public long ResidentBytes => child?.ResidentBytes ?? 0;

    /// <summary>The last lines the process wrote to standard error, without anything like a private key.</summary>
    public string ErrorTail => child?.ErrorTail ?? "";

    /// <summary>Starts a Hardhat node that listens on the loopback address only.</summary>
    /// <param name="toolchain">Where Hardhat is.</param>
    /// <param name="port">TCP port; 0 lets the system choose a free one.</param>
    /// <exception cref="ChainNodeException">It does not start.</exception>
    public static async Task<ChainNode> StartHardhatAsync(Toolchain toolchain, int port = 0, CancellationToken cancel = default)
    {
        string[] arguments = [toolchain.Hardhat, "node", "--hostname", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture)];
        // Formatting a log entry for every transaction, which nobody reads, more than halves the throughput.
        return await StartAsync("hardhat", toolchain, arguments, port,
            (client, abort) => client.InvokeAsync<bool>("hardhat_setLoggingEnabled", [false], abort), cancel).ConfigureAwait(false);
    }

    /// <summary>Starts an anvil node that listens on the loopback address only.</summary>
    /// <param name="toolchain">Whose Node holds the leash, and on whose search path anvil is looked for before npm is asked for it.</param>
    /// <param name="port">TCP port; 0 lets the system choose a free one.</param>
    /// <param name="automine">Whether it mines of itself and keeps everything; else it mines only when it is told to, as
    /// <see cref="EthereumClient"/> does where it waits, and forgets blocks long past.</param>
    /// <param name="report">Told what is being done while the user waits.</param>
    /// <exception cref="ToolchainException">It is not installed, and cannot be had.</exception>
    /// <exception cref="ChainNodeException">It does not start.</exception>
    public static async Task<ChainNode> StartAnvilAsync(Toolchain toolchain, int port = 0, bool automine = false, Action<string>? report = null, CancellationToken cancel = default)
    {
        var anvil = await new AnvilSource(toolchain, report ?? (_ => { })).ProvideAsync(cancel).ConfigureAwait(false);
        // Detached, because a terminal's interrupt must not end it before the run has drained; then its keeper must see to
        // its end, and where there is setpriv (Linux) the kernel does, should the keeper itself be killed.
        const string Keeper = """
            const [anvil, ...args] = process.argv.slice(1);
            const child = require("child_process").spawn(anvil, args, { detached: true, stdio: ["ignore", "inherit", "inherit"] });
            child.on("error", e => { console.error(e.message); process.exit(1); });
            child.on("exit", code => process.exit(code ?? 1));
            process.stdin.removeAllListeners("end").on("end", () => child.kill("SIGKILL"));
            """;
        string[] command = Executable.Find("setpriv", toolchain.Places.SearchPath) is { } setpriv ? [setpriv, "--pdeathsig", "KILL", anvil] : [anvil];
        // Receipts and logs are read as soon as a window of operations is mined: blocks long past need not be kept.
        string[] ofARun = automine ? [] : ["--no-mining", "--prune-history", "16", "--transaction-block-keeper", "1024"];
        string[] arguments = ["--eval", Keeper, "--", .. command, "--host", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "--gas-limit", BlockGas, .. ofARun];
        return await StartAsync("anvil", toolchain, arguments, port, (_, _) => Task.CompletedTask, cancel).ConfigureAwait(false);
    }

    /// <summary>Connects to a node that is already running.</summary>
    /// <param name="allowAnyChain">Accept a chain id that is not that of a local development chain.</param>
    /// <exception cref="EndpointException">Nothing answers there, it is no Ethereum node, or not a local one.</exception>
    public static async Task<ChainNode> ConnectAsync(Uri url, bool allowAnyChain = false, CancellationToken cancel = default)
    {
        using var client = new EthereumClient(url, AtOnce);
        var chainId = await client.ChainIdAsync(cancel).ConfigureAwait(false);
        if (!allowAnyChain && !Endpoint.LocalChains.Contains(chainId)) throw Endpoint.NotLocal(url, chainId);
        return new ChainNode("remote", url, chainId, null);
    }

    /// <summary>Waits until the process that was started for it has ended of itself.</summary>
    public Task WaitForExitAsync(CancellationToken cancel = default) =>
        child?.WaitForExitAsync(cancel) ?? Task.Delay(Timeout.Infinite, cancel);

    /// <summary>Ends the process, if one was started, and waits until it is gone.</summary>
    public ValueTask DisposeAsync() => child?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<ChainNode> StartAsync(
        string kind, Toolchain toolchain, string[] arguments, int port, Func<EthereumClient, CancellationToken, Task> prepare,
        CancellationToken cancel)
    {
        RequireLoopback();
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var child = NodeProcess.Start(toolchain.Node, arguments, toolchain.Root, output => AwaitAddressAsync(output, listening));
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(StartTime);
        try
        {
            var exit = child.WaitForExitAsync(deadline.Token);
            await Task.WhenAny(listening.Task, exit).ConfigureAwait(false);
            if (!listening.Task.IsCompletedSuccessfully)
            {
                cancel.ThrowIfCancellationRequested();
                throw await DeadAsync(kind, child, port).ConfigureAwait(false);
            }

            var url = await listening.Task.ConfigureAwait(false);
            using var client = new EthereumClient(url, new RpcOptions { Retries = 20 });
            var node = new ChainNode(kind, url, await client.ChainIdAsync(deadline.Token).ConfigureAwait(false), child);
            await prepare(client, deadline.Token).ConfigureAwait(false);
            return node;
        }
        catch (Exception cause) when (!cancel.IsCancellationRequested && cause is OperationCanceledException or EndpointException)
        {
            // It did listen, but is not there any more, or never answers.
            throw await DeadAsync(kind, child, port).ConfigureAwait(false);
        }
        catch
        {
            await child.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // Containers and namespaces may have it down; a node would listen there, and nobody ever hear of it.
    private static void RequireLoopback()
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            using var probe = new TcpClient();
            probe.Connect((IPEndPoint)listener.LocalEndpoint);
        }
        catch (SocketException down)
        {
            throw new ChainNodeException(
                $"This machine cannot reach itself at 127.0.0.1 ({down.Message}), where a node would listen.",
                "Bring its loopback interface up (ip link set lo up), or leave the chain out: --chain none.", down);
        }
    }

    private static async Task<ChainNodeException> DeadAsync(string kind, NodeProcess child, int port)
    {
        var died = child.HasExited;
        await child.DisposeAsync().ConfigureAwait(false);
        var tail = child.ErrorTail.Length > 0 ? $" It said:{Environment.NewLine}{child.ErrorTail}" : "";
        if (tail.Contains("EADDRINUSE", StringComparison.Ordinal)
            || tail.Contains("address already in use", StringComparison.OrdinalIgnoreCase))
            return new ChainNodeException($"Port {port} on 127.0.0.1 is taken.", "Choose another port, or 0 to have a free one chosen.");
        return new ChainNodeException(
            died ? $"The {kind} node ended before it was ready.{tail}"
                : $"The {kind} node was not ready within {StartTime.TotalSeconds:0} s.{tail}",
            "Run again; if it stays, try --chain none to leave the chain out.");
    }

    // Both nodes print where they listen, and a good deal that must not be shown: private keys, every transaction.
    private static async Task AwaitAddressAsync(StreamReader output, TaskCompletionSource<Uri> listening)
    {
        while (!listening.Task.IsCompleted && await output.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
                listening.TrySetResult(new Uri($"http://127.0.0.1:{match.Groups[1].Value}/"));
        }

        await output.BaseStream.CopyToAsync(Stream.Null).ConfigureAwait(false);
    }

    [GeneratedRegex(@"(?:server at http://|^Listening on )127\.0\.0\.1:(\d+)")]
    private static partial Regex Listening();
}
