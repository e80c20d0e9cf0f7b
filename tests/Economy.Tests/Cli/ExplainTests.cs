using Economy.Tests.Reporting;

namespace Economy.Tests.Cli;

public sealed class ExplainTests
{
    [Fact]
    public async Task Tasks_are_listed_and_explained_and_another_run_is_refused()
    {
        using var folder = new TemporaryFolder();
        await EconomyProcess.RunAsync(folder.Path, ["run", EconomyProcess.Small, "--quiet"]);
        var listed = await EconomyProcess.RunAsync(folder.Path, ["explain", "runs/small", "--tick", "3"]);
        Assert.True(listed.ExitCode == 0, listed.ToString());
        var tasks = listed.Output.TrimEnd().Split('\n')[1..];
        var header = File.ReadLines(folder["runs/small/ticks.csv"]).First().Split(',');
        Assert.Equal(File.ReadLines(folder["runs/small/ticks.csv"]).ElementAt(4).Split(',')[Array.IndexOf(header, "tasks_offered")], $"{tasks.Length}");

        var unserved = tasks.First(line => line.Contains("issue drop", StringComparison.Ordinal) && line.EndsWith("0.0 %", StringComparison.Ordinal) && !line.Contains("100.0 %", StringComparison.Ordinal)).TrimStart().Split(' ')[0];
        var explained = await EconomyProcess.RunAsync(folder.Path, ["explain", "runs/small", "--tick", "3", "--task", unserved]);
        foreach (var part in (string[])[$"small, tick 3, task {unserved}: issue drop of participant ", "for 1 wearable; 1.00 of them are the reserve price", "Even at drop the price is above what it is worth.", " coins at drop\nAllocated again with a bid of ", "it is served 100.0 %: drop 100.0 %."])
            Assert.Contains(part, explained.Output, StringComparison.Ordinal);

        foreach (var (arguments, message) in new[]
        {
            ("--tick 0", "economy: --tick takes a tick of the run, 1 to 4, not 0\n"), ("--tick 9", "economy: --tick takes a tick of the run, 1 to 4, not 9\n"),
            ("--tick 2 --task 99999", "economy: --task takes a task of tick 2, 0 to "), ("--tick x", "economy: Cannot parse argument 'x' for option '--tick'"),
        })
        {
            var refused = await EconomyProcess.RunAsync(folder.Path, ["explain", "runs/small", .. arguments.Split(' ')]);
            Assert.Equal(2, refused.ExitCode);
            Assert.StartsWith(message, refused.Error, StringComparison.Ordinal);
        }

        var manifest = folder["runs/small/manifest.json"];
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\\nseed: 1\\n", "\\nseed: 2\\n", StringComparison.Ordinal));
        var other = await EconomyProcess.RunAsync(folder.Path, ["explain", "runs/small", "--tick", "3"]);
        Assert.Equal((2, ""), (other.ExitCode, other.Output));
        Assert.StartsWith("economy: this is not what the run did: simulated again, it differs first in ticks.csv, tick 0.\n  The run was made by another build", other.Error, StringComparison.Ordinal);

        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"scores\": \"embedded\"", "\"scores\": \"torch cpu float32\"", StringComparison.Ordinal));
        var torch = await EconomyProcess.RunAsync(folder.Path, ["explain", "runs/small", "--tick", "3"]);
        Assert.Contains("\n  The run's attention was computed on torch cpu float32, and only", torch.Error, StringComparison.Ordinal);
    }
}
