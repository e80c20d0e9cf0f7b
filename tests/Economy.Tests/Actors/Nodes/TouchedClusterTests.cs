using Economy.Tests.Cli;

namespace Economy.Tests.Actors.Nodes;

/// <summary>A run that is touched while nodes of a cluster hold its participants.</summary>
public sealed class TouchedClusterTests : TouchedRuns
{
    [LinuxFact]
    public async Task What_is_changed_by_hand_reaches_participants_on_other_nodes()
    {
        using var cluster = new ClusterNodes();
        await cluster.JoinAsync();
        using var run = Start("--ticks", "7", "--cells", "4", "--cluster", cluster.Seed, "--patience", $"{ClusterNodes.Patience}");
        var page = await PageAsync(run);
        await StepAsync(page, 2);
        await TouchAsync(page, new { @do = "set", key = Tax, value = "0.4" });
        await StepAsync(page, 2);
        await TouchAsync(page, new { @do = "set", key = Fee, value = "40" });
        await TouchAsync(page, new { @do = "go" });
        var ended = await run.EndAsync();
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal([3, 5], ChangesOf("touched").Select(e => e.At));
        await IsTheSameAgainAsync("touched");
    }
}
