using Economy.Core.Records;
using Economy.Reporting;
using Economy.Tests.Reporting;

namespace Economy.Tests.Cli;

/// <summary>A run that a condition has stopped says so wherever somebody looks.</summary>
public sealed class StopConditionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_stopped_run_says_so_in_summary_manifest_and_report_and_verifies()
    {
        var ended = await EconomyProcess.RunAsync(folder.Path, ["run", EconomyProcess.Small, "--set", "stop=[{when: participants > 1, at: 4}]", "--ticks", "8", "--checkpoint-every", "3"]);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Contains("STOPPED in tick 4: participants > 1", ended.Output, StringComparison.Ordinal);
        var run = folder["runs/small"];
        var manifest = RunManifest.Read(run);
        Assert.Equal((4, new StoppedBy(4, "participants > 1")), (manifest.Ticks, manifest.Stopped));
        Assert.Contains("\"stopped\":{\"tick\":4,\"when\":\"participants \\u003E 1\"}", await File.ReadAllTextAsync(Path.Combine(run, "report.html")), StringComparison.OrdinalIgnoreCase);
        var verified = await EconomyProcess.RunAsync(folder.Path, ["verify", run]);
        Assert.True(verified.ExitCode == 0, verified.ToString());

        // It stays stopped, however long it might run.
        var resumed = await EconomyProcess.RunAsync(folder.Path, ["resume", run, "--ticks", "9", "--quiet"]);
        Assert.True(resumed.ExitCode == 0, resumed.ToString());
        Assert.Equal((4, manifest.Stopped), (RunManifest.Read(run).Ticks, RunManifest.Read(run).Stopped));

        RunManifest[] forged = [manifest with { Stopped = null }, manifest with { Stopped = new(3, "participants > 1") }, manifest with { Stopped = new(4, "participants > 0") }];
        foreach (var forgery in forged)
        {
            forgery.Write(run);
            var found = await EconomyProcess.RunAsync(folder.Path, ["verify", run]);
            Assert.NotEqual(0, found.ExitCode);
        }
    }

    [Fact]
    public async Task Diagnoses_that_the_tables_do_not_bear_out_are_found()
    {
        var ended = await EconomyProcess.RunAsync(folder.Path, ["run", EconomyProcess.Small, "--quiet", "--set", "population.churnRate=0.9"]);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        var run = folder["runs/small"];
        var manifest = RunManifest.Read(run);
        Assert.Contains(manifest.Diagnoses, d => d.Kind == "extinct");
        (manifest with { Diagnoses = [] }).Write(run);
        var verified = await EconomyProcess.RunAsync(folder.Path, ["verify", run]);
        Assert.NotEqual(0, verified.ExitCode);
        Assert.Contains("The diagnoses of the manifest are those that follow from the tables", verified.Output, StringComparison.Ordinal);
    }
}
