#if NETHEREUM
using Economy.Chain.Nodes;
using Economy.Chain.Provisioning;
using Economy.Chain.Rpc;
using Economy.Core.Scenarios;
using Economy.Nethereum;

namespace Economy.Benchmarks;

/// <summary>
/// Trades per second through Nethereum.Web3 by ratio to the default client, in turns on the same Hardhat node: the median of
/// the rounds. And on the chain in this process, whose time is all this process's.
/// </summary>
internal static class ClientTable
{
    private const int Rounds = 3;
    private const int Accounts = 500;
    private const int TradesPerTick = 500;
    private const int TradesAlonePerTick = 20;

    public static async Task WriteAsync()
    {
        var toolchain = await Toolchain.ProvideAsync(Toolchain.FindRoot(AppContext.BaseDirectory)!, ToolchainParts.Contracts, Console.Error.WriteLine);
        Console.WriteLine("| mode | json-rpc, trades/s | nethereum, trades/s | nethereum : json-rpc | json-rpc, client µs per trade | nethereum, client µs per trade | in process, trades/s | in process : json-rpc | in process, µs per trade |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var (mode, signed) in ((SettlementMode, bool)[])[(SettlementMode.Netted, false), (SettlementMode.Batch, false), (SettlementMode.PerTrade, false), (SettlementMode.PerTrade, true)])
        {
            // A node each: it keeps all history, and is slower the more there is.
            await using var node = await ChainNode.StartHardhatAsync(toolchain);
            using var plain = new JsonRpcClient(node.Url, SettlementTable.Wide);
            using var library = new NethereumClient(node.Url, SettlementTable.Wide);
            var trades = mode == SettlementMode.PerTrade ? TradesAlonePerTick : TradesPerTick;
            var (json, nethereum, inProcess) = (new List<SettlementTable.Measured>(), new List<SettlementTable.Measured>(), new List<SettlementTable.Measured>());
            for (var round = 0; round < Rounds; round++)
            {
                json.Add(await SettlementTable.QueueAsync(node, plain, toolchain, mode, signed, trades, Accounts));
                nethereum.Add(await SettlementTable.QueueAsync(node, library, toolchain, mode, signed, trades, Accounts));
                await using var chain = await InProcessChain.StartAsync();
                await using var embedded = await ChainNode.EmbeddedAsync("inprocess", chain.Client, chain);
                inProcess.Add(await SettlementTable.QueueAsync(embedded, chain.Client, toolchain, mode, signed, trades, Accounts));
            }

            var (a, b, c) = (Median(json, m => m.Rate), Median(nethereum, m => m.Rate), Median(inProcess, m => m.Rate));
            Console.WriteLine($"| {mode.ToString().ToLowerInvariant()}{(signed ? ", signed" : "")} | {a:N0} | {b:N0} | {b / a:0.00} | {Median(json, m => m.ClientMicros):N0} | {Median(nethereum, m => m.ClientMicros):N0} | {c:N0} | {c / a:0.00} | {Median(inProcess, m => m.ClientMicros):N0} |");
        }
    }

    private static double Median(IEnumerable<SettlementTable.Measured> measured, Func<SettlementTable.Measured, double> of) => measured.Select(of).Order().ElementAt(Rounds / 2);
}
#endif
