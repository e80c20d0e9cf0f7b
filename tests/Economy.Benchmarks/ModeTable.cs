using Economy.Chain.Nodes;
using Economy.Chain.Provisioning;
using Economy.Chain.Rpc;
using Economy.Core.Scenarios;

namespace Economy.Benchmarks;

/// <summary>Trades per second in each mode of settlement, signed trades included, each on a fresh node: few enough to compare two builds in turns.</summary>
internal static class ModeTable
{
    private const int Accounts = 500;
    private const int TradesPerTick = 500;
    private const int TradesAlonePerTick = 20;

    public static async Task WriteAsync(string chain)
    {
        var toolchain = await Toolchain.ProvideAsync(Toolchain.FindRoot(AppContext.BaseDirectory)!, ToolchainParts.Contracts, Console.Error.WriteLine);
        Console.WriteLine("| chain | mode | trades/s | node µs per trade | client µs per trade |");
        Console.WriteLine("|---|---|---:|---:|---:|");
        foreach (var (mode, signed) in ((SettlementMode, bool)[])[(SettlementMode.Netted, false), (SettlementMode.Batch, false), (SettlementMode.PerTrade, false), (SettlementMode.PerTrade, true)])
        {
            // A node each: Hardhat keeps all history, and is slower the more there is.
            await using var node = chain == "anvil" ? await ChainNode.StartAnvilAsync(toolchain) : await ChainNode.StartHardhatAsync(toolchain);
            using var client = new EthereumClient(node.Url, SettlementTable.Wide);
            var trades = mode == SettlementMode.PerTrade ? TradesAlonePerTick : TradesPerTick;
            await SettlementTable.QueueAsync(node, client, toolchain, mode, signed, trades, Accounts);
            var measured = await SettlementTable.QueueAsync(node, client, toolchain, mode, signed, trades, Accounts);
            Console.WriteLine($"| {chain} | {mode.ToString().ToLowerInvariant()}{(signed ? ", signed" : "")} | {measured.Rate:N0} | {measured.NodeMicros:N0} | {measured.ClientMicros:N0} |");
        }
    }
}
