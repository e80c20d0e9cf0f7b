using Economy.Chain.Nodes;
using Economy.Tests.Chain;
using Economy.Tests.Reporting;

namespace Economy.Tests.Cli;

/// <summary>A node that a user starts, looks at, settles on, and ends.</summary>
public sealed class NodeCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Chains => Anvil.Missing is null ? ["hardhat", "anvil"] : ["hardhat"];

    [LinuxTheory]
    [MemberData(nameof(Chains))]
    public async Task A_node_stays_until_Ctrl_C_and_a_run_settles_on_it(string chain)
    {
        using var node = EconomyProcess.Start(folder.Path, ["node", "--chain", chain, "--port", "0"]);
        await node.SeeAsync("Ctrl-C ends it.");
        var url = node.Seen.First(line => line.StartsWith(chain, StringComparison.Ordinal)).Split(' ')[^1];
        var settlement = node.Seen.First(line => line.StartsWith("settlement", StringComparison.Ordinal)).Split(' ')[1];
        Assert.All(node.Seen.Where(line => line.Contains("  ABI ", StringComparison.Ordinal)), line => Assert.True(File.Exists(line.Split("  ABI ")[1]), line));

        var run = await EconomyProcess.RunAsync(folder.Path, ["run", EconomyProcess.Small, "--chain", url, "--quiet"]);
        Assert.True(run.ExitCode == 0, run.ToString());
        var status = await EconomyProcess.RunAsync(folder.Path, ["chain", "status", url]);
        Assert.Equal(0, status.ExitCode);
        Assert.StartsWith("chain id   31337\nclient     " + (chain == "anvil" ? "anvil/" : "HardhatNetwork/"), status.Output, StringComparison.Ordinal);
        var found = await ChainStatus.OfAsync(new Uri(url));
        Assert.Equal(2, found.Settlements.Count);
        Assert.True(found.Settlements[0] is { NextBatch: 0, NextTick: 0, Supply.IsZero: true, IsPaused: false } && found.Settlements[0].Address.ToString() == settlement);
        Assert.True(found.Settlements[1] is { NextBatch: > 5, NextTick: 5, Supply.Sign: 1, IsPaused: false, Settlers.Count: 1 }, status.ToString());
        Assert.Equal(found.Settlements[1], (await ChainStatus.OfAsync(new Uri(url), found.Settlements[1].Address)).Settlements.Single(), SameButForSettlers);

        node.CtrlC();
        var ended = await node.EndAsync();
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.DoesNotMatch("0x[0-9a-f]{64}", ended.Output);
        await node.LeavesNothingRunningAsync();
    }

    [LinuxFact]
    public async Task A_killed_command_takes_its_node_with_it()
    {
        using var node = EconomyProcess.Start(folder.Path, ["node", "--port", "0"]);
        await node.SeeAsync("Ctrl-C ends it.");
        node.Kill();
        await node.LeavesNothingRunningAsync();
        await node.EndAsync();
    }

    [Fact]
    public async Task A_chain_that_is_not_a_local_one_is_settled_on_only_if_that_is_said()
    {
        using var mainnet = new AnsweringServer("""[{"jsonrpc":"2.0","id":1,"result":"0x1"}]""");
        var refused = await EconomyProcess.RunAsync(folder.Path, ["run", EconomyProcess.Small, "--chain", mainnet.Url]);
        Assert.Contains("has id 1, which is not that of a local test chain.", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--i-know-this-is-not-a-test-chain", refused.Error, StringComparison.Ordinal);
        var meant = await EconomyProcess.RunAsync(folder.Path, ["run", EconomyProcess.Small, "--chain", mainnet.Url, "--i-know-this-is-not-a-test-chain"]);
        Assert.Equal(1, meant.ExitCode);
        Assert.DoesNotContain("has id 1", meant.Error, StringComparison.Ordinal);
        // It always gives the same answer, which is none to what is asked next.
        Assert.Contains("does not speak Ethereum's JSON-RPC: an answer carries no id of this exchange", meant.Error, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static bool SameButForSettlers(SettlementStatus one, SettlementStatus other) =>
        one.Settlers.SequenceEqual(other.Settlers) && one with { Settlers = [] } == other with { Settlers = [] };
}
