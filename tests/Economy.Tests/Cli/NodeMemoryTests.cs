using Economy.Core.Records;
using Economy.Reporting;
using Economy.Tests.Reporting;
using Xunit.Abstractions;

namespace Economy.Tests.Cli;

/// <summary>A node that keeps all history does not outgrow its limit, however long the run.</summary>
public sealed class NodeMemoryTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [LinuxFact]
    public async Task Two_thousand_batches_and_more_are_settled_with_a_limit_of_300_megabytes()
    {
        string[] run = ["run", EconomyProcess.Small, "--quiet", "--ticks", "120", "--set", "population.churnRate=0", "--set", "population.entryRate=0"];
        var whole = await EconomyProcess.RunAsync(folder.Path, [.. run, "--name", "whole", "--chain", "none"]);
        string[] limited = ["--chain", "hardhat", "--set", "settlement.mode=batch", "--set", "settlement.entriesPerBatch=12", "--set", "settlement.nodeMemoryMegabytes=300"];
        var ended = await EconomyProcess.RunAsync(folder.Path, [.. run, .. limited]);
        Assert.Equal(whole.Output.Replace("unsettled ", "settlement", StringComparison.Ordinal), ended.Output);

        var opened = RunReader.Open(folder["runs/small"]);
        var generations = opened.Manifest.ChainDetails!.Generations;
        var batches = opened.Read<SettlementRow>().Sum(r => r.Batches);
        output.WriteLine($"{batches} batches on {generations.Count} nodes: {string.Join(", ", generations.Select(g => $"ticks {g.FirstTick} to {g.LastTick}"))}");
        // How fast a node grows depends on when its collector runs; that one outgrows the limit within this many batches does not.
        Assert.True(batches >= 2000, $"only {batches} batches");
        Assert.True(generations.Count >= 2, "no node was replaced");
        Assert.All(generations.Skip(1), g => Assert.Equal("memory", g.Cause));
        Assert.Empty(opened.Manifest.Reconciliation!.Differences);
        var verified = await EconomyProcess.RunAsync(folder.Path, ["verify", "runs/small"]);
        Assert.True(verified.ExitCode == 0, verified.ToString());
        Assert.Contains($"starts where the one before was left, agreeing with the books: {generations.Count} chains", verified.Output, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
