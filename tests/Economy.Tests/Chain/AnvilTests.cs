using Economy.Chain;
using Economy.Chain.Nodes;
using Economy.Chain.Processes;
using Economy.Chain.Provisioning;
using Economy.Chain.Rpc;
using Economy.Chain.Settlement;
using Economy.Core.Scenarios;

namespace Economy.Tests.Chain;

public sealed class AnvilTests
{
    [AnvilFact]
    public async Task Books_and_anvil_agree()
    {
        var toolchain = await HardhatFixture.Toolchain();
        await using var node = await ChainNode.StartAnvilAsync(toolchain);
        using var client = new JsonRpcClient(node.Url);
        var contract = await SettlementContract.DeployAsync(client, toolchain.Artifacts, decimals: 2);
        var books = new RandomJournal();
        await using var queue = new SettlementQueue(contract, new SettlementSpec { EntriesPerBatch = 5 });
        for (var tick = 0; tick < 8; tick++) queue.Accept(books.Tick(Enumerable.Range(tick * 30, 25)));
        await queue.CompleteAsync();
        Assert.True((await Reconciliation.CompareAsync(contract, books.Ledger)).Agrees);
    }

    [Fact]
    public async Task A_missing_anvil_is_said_so()
    {
        var provided = await HardhatFixture.Toolchain();
        var toolchain = new Toolchain(provided.Root, provided.Node, new ToolchainPlaces { SearchPath = "" });
        var failure = await Assert.ThrowsAsync<ChainNodeException>(() => ChainNode.StartAnvilAsync(toolchain));
        Assert.Equal("anvil is not installed, or not on the search path.", failure.Message);
        Assert.Contains("Foundry", failure.Remedy, StringComparison.Ordinal);
    }
}

/// <summary>A test that needs anvil.</summary>
public sealed class AnvilFactAttribute : FactAttribute
{
    public AnvilFactAttribute()
    {
        if (Executable.Find("anvil", new ToolchainPlaces().SearchPath) is null) Skip = "anvil is not on the search path.";
    }
}
