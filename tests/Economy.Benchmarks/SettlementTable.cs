using System.Diagnostics;
using Economy.Chain.Contracts;
using Economy.Chain.Nodes;
using Economy.Chain.Provisioning;
using Economy.Chain.Rpc;
using Economy.Chain.Settlement;
using Economy.Core.Scenarios;

namespace Economy.Benchmarks;

/// <summary>
/// Trades per second in each mode of settlement, on the same node in one run: the baseline is a transaction per trade, two
/// hundred in a JSON-RPC batch. Every mode ends with its receipts checked, and books and chain compared.
/// </summary>
internal static class SettlementTable
{
    private const int Ticks = 10;
    private const int TradesPerTick = 10_000;
    private const int WarmUp = 400;
    // Two hundred of them fit into a block.
    private const long TradeGasLimit = 140_000;
    private const int Pipelined = 2_000;
    private const int Sequential = 400;
    public static readonly RpcOptions Wide = new() { CallsPerExchange = 200 };

    public static async Task WriteAsync(IEnumerable<string> chains)
    {
        var toolchain = await Toolchain.ProvideAsync(Toolchain.FindRoot(AppContext.BaseDirectory)!, ToolchainParts.Contracts, Console.Error.WriteLine);
        Console.WriteLine("| chain | mode | trades | s | trades/s | to pipelined | deltas per trade | deltas/s | gas per trade | node µs per trade | to pipelined | client µs per trade |");
        Console.WriteLine("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var chain in chains)
        {
            await using var node = chain switch
            {
                "anvil" => await ChainNode.StartAnvilAsync(toolchain),
                "hardhat" => await ChainNode.StartHardhatAsync(toolchain),
                _ => await ChainNode.ConnectAsync(new Uri(chain)),
            };
            using var client = new EthereumClient(node.Url, Wide);
            var (sequential, pipelined) = await PerTradeAsync(node, client, toolchain);
            Write(chain, "per-trade, one by one", sequential, pipelined);
            Write(chain, "per-trade, pipelined", pipelined, pipelined);
            foreach (var mode in new[] { SettlementMode.Batch, SettlementMode.Netted })
                Write(chain, mode.ToString().ToLowerInvariant(), await QueueAsync(node, client, toolchain, mode), pipelined);
        }
    }

    private static void Write(string chain, string mode, Measured m, Measured baseline) => Console.WriteLine(
        $"| {chain} | {mode} | {m.Trades:N0} | {m.Seconds:0.00} | {m.Rate:N0} | {m.Rate / baseline.Rate:0.0} | {(double)m.Deltas / m.Trades:0.00} | {m.Deltas / m.Seconds:N0} | {(double)m.Gas / m.Trades:N0} | {m.NodeMicros:N0} | {baseline.NodeMicros / m.NodeMicros:0.0} | {m.ClientMicros:N0} |");

    /// <summary>A transaction per trade, with nothing of the queue in the way.</summary>
    public static async Task<(Measured Sequential, Measured Pipelined)> PerTradeAsync(ChainNode node, EthereumClient client, Toolchain toolchain)
    {
        var (contract, workload) = await EndowedAsync(client, toolchain);
        var composer = new EntryComposer(300, tradesAlone: true);
        var number = await contract.NextBatchAsync();
        var operations = new Queue<Operation>(composer.Compose(workload.Trades(1, WarmUp + Pipelined + Sequential)).Select(packed => Operation.Batch(number++, 1, packed)));
        var nonce = await client.NonceAsync(contract.Place.Settler);
        await SendAsync(WarmUp, 200);
        var pipelined = await SendAsync(Pipelined, 200);
        return (await SendAsync(Sequential, 1), pipelined);

        async Task<Measured> SendAsync(int trades, int atOnce)
        {
            var (clock, gas) = (new Clock(node), 0L);
            for (var sent = 0; sent < trades; sent += atOnce)
            {
                Transaction[] transactions = [.. Enumerable.Range(0, atOnce).Select(_ => operations.Dequeue()).Select(o => new Transaction(contract.Place.Settler, contract.Place.Settlement, o.CallData, nonce++, TradeGasLimit))];
                var hashes = (await client.SendAsync(transactions)).Select(s => s.Hash ?? throw new InvalidOperationException(s.Error!.Describe())).ToArray();
                foreach (var receipt in await client.MinedAsync(hashes, CancellationToken.None))
                    gas += receipt is { Succeeded: true } ? receipt.GasUsed : throw new InvalidOperationException(receipt is null ? "A trade was not mined." : $"A trade was reverted after {receipt.GasUsed} gas.");
            }

            return clock.Stop(trades, 2L * trades, gas);
        }
    }

    /// <summary>The way a run takes: from the closing of a journal to the receipt of its close.</summary>
    public static async Task<Measured> QueueAsync(ChainNode node, EthereumClient client, Toolchain toolchain, SettlementMode mode, bool signed = false, int trades = TradesPerTick, int accounts = TradeWorkload.Accounts)
    {
        var contract = await SettlementContract.DeployAsync(client, toolchain.Artifacts, decimals: 2);
        var workload = new TradeWorkload(accounts);
        if (signed) await contract.RegisterSignersAsync(workload.Ledger.Accounts);
        await using var queue = new SettlementQueue(contract, new SettlementSpec { Mode = mode, Signed = signed });
        queue.Accept(workload.Endowment());
        while (queue.Progress.ClosedTicks < 1) await Task.Delay(20);
        var (entries, gas) = (queue.Progress.Entries, queue.Progress.Gas);
        var journals = Enumerable.Range(1, Ticks).Select(tick => workload.Trades(tick, trades)).ToArray();
        var clock = new Clock(node);
        foreach (var journal in journals) queue.Accept(journal);
        await queue.CompleteAsync();
        var measured = clock.Stop(Ticks * trades, queue.Progress.Entries - entries, queue.Progress.Gas - gas);
        var compared = await Reconciliation.CompareAsync(contract, workload.Ledger);
        return compared.Agrees ? measured : throw new InvalidOperationException("Books and chain disagree.");
    }

    private static async Task<(SettlementContract Contract, TradeWorkload Workload)> EndowedAsync(EthereumClient client, Toolchain toolchain)
    {
        var contract = await SettlementContract.DeployAsync(client, toolchain.Artifacts, decimals: 2);
        var workload = new TradeWorkload();
        await using var queue = new SettlementQueue(contract, new SettlementSpec { Mode = SettlementMode.Batch });
        queue.Accept(workload.Endowment());
        await queue.CompleteAsync();
        return (contract, workload);
    }

    internal sealed record Measured(int Trades, long Deltas, long Gas, double Seconds, double NodeSeconds, double ClientSeconds)
    {
        public double Rate => Trades / Seconds;

        public double NodeMicros => NodeSeconds / Trades * 1e6;

        public double ClientMicros => ClientSeconds / Trades * 1e6;
    }

    /// <summary>Time that passes, and processor time of the node and of this process.</summary>
    private sealed class Clock(ChainNode node)
    {
        private readonly Stopwatch passed = Stopwatch.StartNew();
        private readonly double nodeBefore = ProcessorTime.OfTree(node.ProcessId);
        private readonly double selfBefore = ProcessorTime.OfSelf();

        public Measured Stop(int trades, long deltas, long gas) =>
            new(trades, deltas, gas, passed.Elapsed.TotalSeconds, ProcessorTime.OfTree(node.ProcessId) - nodeBefore, ProcessorTime.OfSelf() - selfBefore);
    }
}
