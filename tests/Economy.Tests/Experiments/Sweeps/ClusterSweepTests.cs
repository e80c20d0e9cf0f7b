using Economy.Experiments.Designs;
using Economy.Experiments.Sweeps;
using Economy.Tests.Actors.Nodes;
using Economy.Tests.Reporting;

namespace Economy.Tests.Experiments.Sweeps;

public sealed class ClusterSweepTests
{
    [Fact]
    public async Task Two_nodes_of_which_one_is_killed_leave_the_same_rows()
    {
        using var folder = new TemporaryFolder();
        using var cluster = new ClusterNodes();
        await cluster.JoinAsync();
        await cluster.JoinAsync();
        var design = DesignTable.Of(Enumerable.Range(1, 40).Select(i => (IReadOnlyList<string>)[$"{10 * i}"]));
        ulong[] seeds = [1, 2, 3, 4, 5];
        SweepTests.Small(folder["here.db"]).Run(design, seeds);
        var isKilled = false;
        var data = (SweepTests.Small(folder["there.db"]) with { Workers = new ClusterWorkers(cluster.Options) }).Run(design, seeds, p =>
        {
            if (p.Done < 20 || isKilled) return;
            cluster.KillOldest();
            isKilled = true;
        });
        Assert.True(isKilled);
        Assert.Equal(200, data.Runs.Count);
        Assert.Equal(SweepTests.Rows(folder["here.db"]), SweepTests.Rows(folder["there.db"]));
    }
}
