using Economy.Tests.Support;
using System.Text.RegularExpressions;
using Economy.Reporting;
using Economy.Tests.Chain;
using Economy.Tests.Reporting;
using Xunit.Abstractions;

namespace Economy.Tests.Cli;

/// <summary>A run that is killed, interrupted or stopped is resumed, and ends with both digests of an uninterrupted one.</summary>
[Collection(HardhatRunsCollection.Name)]
public sealed partial class ResumeTests(HardhatFixture hardhat, ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, int, string[]> Kills => new()
    {
        { "none", 1, ["--set", "allocation.policy=attention"] },
        { "hardhat", 2, ["--set", "allocation.policy=drf", "--set", "settlement.mode=netted"] },
        { "hardhat", 3, ["--set", "allocation.policy=attention", "--set", "settlement.mode=batch", "--set", "allocation.jobs=preemptive"] },
        { "hardhat", 1, ["--set", "allocation.policy=greedy", "--set", "settlement.mode=per-trade", "--set", "settlement.signed=true"] },
    };

    [LinuxTheory]
    [MemberData(nameof(Kills))]
    public async Task A_killed_run_ends_with_the_digests_of_an_uninterrupted_one(string chain, int seed, string[] settings)
    {
        // Without a node a hundred ticks may be over before anybody has looked.
        string[] run = ["run", EconomyProcess.Small, "--ticks", chain == "none" ? "800" : "150", "--quiet", "--seed", $"{seed}", .. settings];
        var whole = await EconomyProcess.RunAsync(folder.Path, [.. run, "--name", "whole", "--chain", "none"]);
        string[] life = [.. run, "--chain", chain, "--checkpoint-every", $"{7 + seed}"];
        foreach (var lines in (int[])[10 + seed * 17, 80 + seed * 11])
        {
            using var process = EconomyProcess.Start(folder.Path, life);
            while (!process.HasExited && Lines("ticks.csv") < lines) await Task.Delay(10);
            Assert.False(process.HasExited, "killed while it runs");
            process.Kill();
            await process.EndAsync();
            await process.LeavesNothingRunningAsync();
            Assert.True(File.Exists(folder["runs/small.unfinished/checkpoint.bin"]));
            life = ["resume", "runs/small", "--quiet", "--threads", "2", "--cells", "5"];
        }

        var ended = await EconomyProcess.RunAsync(folder.Path, life);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal(whole.Output.Replace("unsettled ", chain == "none" ? "unsettled " : "settlement", StringComparison.Ordinal), ended.Output);
        Assert.Equal(["small", "whole"], Entries());
        Assert.Equal(chain != "none", File.Exists(folder["runs/small/journal.bin"]));
        Assert.True(File.Exists(folder["runs/small/checkpoint.bin"]));
        var verified = await EconomyProcess.RunAsync(folder.Path, ["verify", "runs/small"]);
        Assert.True(verified.ExitCode == 0, verified.ToString());
    }

    [FactWhereData("compute_openb_gpu2023")]
    public async Task A_run_moved_together_with_its_trace_goes_on_where_it_is_now()
    {
        Directory.CreateDirectory(folder["before/trace"]);
        foreach (var file in Directory.EnumerateFiles(SharedData.Path("compute_openb_gpu2023"), "*.csv")) File.Copy(file, folder[$"before/trace/{Path.GetFileName(file)}"]);
        File.Copy(Path.Combine(Repository.Root, "scenarios", "gpu-cluster.yaml"), folder["before/cluster.yaml"]);
        string[] run = ["run", "cluster.yaml", "--data", "trace", "--chain", "none", "--quiet"];
        var begun = await EconomyProcess.RunAsync(folder["before"], [.. run, "--ticks", "3", "--checkpoint-every", "2"]);
        Assert.True(begun.ExitCode == 0, begun.ToString());
        Directory.Move(folder["before"], folder["after"]);
        var ended = await EconomyProcess.RunAsync(folder["after"], ["resume", "runs/gpu-cluster", "--ticks", "5", "--quiet"]);
        var whole = await EconomyProcess.RunAsync(folder["after"], [.. run, "--ticks", "5", "--name", "whole"]);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal(whole.Output, ended.Output);
    }

    [LinuxFact]
    public async Task A_run_killed_at_any_point_between_journal_and_receipt_settles_every_batch_once()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("ECONOMY_KILLS") ?? "16", System.Globalization.CultureInfo.InvariantCulture);
        string[] run = ["run", EconomyProcess.Small, "--ticks", "60", "--quiet", "--set", "settlement.entriesPerBatch=12", "--set", "settlement.lagTicks=2"];
        var whole = await EconomyProcess.RunAsync(folder.Path, [.. run, "--name", "whole", "--chain", "none"]);
        await using var proxy = new FaultyProxy(hardhat.Node.Url);
        var points = new Dictionary<string, int>();
        var ended = new Ended(-1, "", "");
        for (var lives = 0; ended.ExitCode != 0; lives++)
        {
            var isKept = Directory.Exists(folder["runs/small.unfinished"]);
            string[] life = isKept ? ["resume", "runs/small", "--quiet"] : [.. run, "--checkpoint-every", "1", "--chain", proxy.Url.ToString()];
            EconomyProcess? process = null;
            // Which exchange the process does not survive; a new run is spared its deployment.
            var (wanted, wantsAnswer) = (lives % 2 == 0 ? "eth_sendTransaction" : "eth_getTransactionReceipt", lives / 2 % 2 == 0);
            var left = points.Values.Sum() < kills ? 1 + lives / 4 % 2 + (isKept ? 0 : 3) : int.MaxValue;
            proxy.Watch = (_, request, answered) =>
            {
                var method = Method().Match(request).Groups[1].Value;
                if (method != wanted || answered != wantsAnswer || Interlocked.Decrement(ref left) != 0) return Task.CompletedTask;
                var point = $"{method} {(answered ? "answered, the answer lost" : "lost")}";
                points[point] = points.GetValueOrDefault(point) + 1;
                process!.Kill();
                throw new IOException("The client is gone.");
            };
            using (process = EconomyProcess.Start(folder.Path, life)) ended = await process.EndAsync();
            Assert.True(ended.ExitCode is 0 or 137, ended.ToString());
        }

        output.WriteLine($"killed {points.Values.Sum()} times: {string.Join(", ", points.Select(p => $"{p.Value} × {p.Key}"))}");
        Assert.True(points.Values.Sum() >= kills && points.Count == 4);
        Assert.Equal(whole.Output.Replace("unsettled ", "settlement", StringComparison.Ordinal), ended.Output);
        var manifest = RunManifest.Read(folder["runs/small"]);
        Assert.Empty(manifest.Reconciliation!.Differences);
        var generation = Assert.Single(manifest.ChainDetails!.Generations);
        Assert.Equal("start", generation.Cause);
    }

    [LinuxFact]
    public async Task Ctrl_C_keeps_what_was_done_and_says_how_to_go_on()
    {
        string[] run = ["run", EconomyProcess.Small, "--ticks", "3000"];
        using var process = EconomyProcess.Start(folder.Path, [.. run, "--chain", "none", "--checkpoint-every", "100000"]);
        await process.SeeAsync("tick 0/");
        process.CtrlC();
        var ended = await process.EndAsync();
        Assert.Equal((130, "economy: cancelled; go on with: economy resume runs/small\n"), (ended.ExitCode, ended.Error));
        await process.LeavesNothingRunningAsync();
        Assert.Equal(["small.unfinished"], Entries());

        var again = await EconomyProcess.RunAsync(folder.Path, [.. run, "--checkpoint-every", "10"]);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("an unfinished run of this name stands here", again.Error, StringComparison.Ordinal);
        var resumed = await EconomyProcess.RunAsync(folder.Path, ["resume", "runs/small", "--quiet"]);
        var whole = await EconomyProcess.RunAsync(folder.Path, [.. run, "--quiet", "--name", "whole"]);
        Assert.Equal(whole.Output, resumed.Output);
    }

    [LinuxFact]
    public async Task What_was_changed_or_damaged_is_refused_and_what_was_torn_is_cut_off()
    {
        using (var process = EconomyProcess.Start(folder.Path, ["run", EconomyProcess.Small, "--ticks", "60", "--quiet", "--chain", "hardhat", "--checkpoint-every", "4"]))
        {
            while (!process.HasExited && Lines("ticks.csv") < 20) await Task.Delay(10);
            await RefusedAsync(1, "another process is writing this run");
            process.Kill();
            await process.EndAsync();
        }

        await RefusedAsync(2, "the checkpoint is damaged", "checkpoint.bin", bytes => bytes[^100] ^= 1);
        await RefusedAsync(1, "the table is not what the run had written by its checkpoint", "ticks.csv", bytes => bytes[100] ^= 1);
        await RefusedAsync(1, "the journal of tick 0 is damaged", "journal.bin", bytes => bytes[200] ^= 1);
        await File.WriteAllTextAsync(folder["runs/small.unfinished/scenario.yaml"], "cut off by a crash");
        var journal = folder["runs/small.unfinished/journal.bin"];
        await using (var torn = new FileStream(journal, FileMode.Append)) torn.Write("TICK\x10\0\0\0torn"u8);
        var resumed = await EconomyProcess.RunAsync(folder.Path, ["resume", "runs/small.unfinished"]);
        Assert.True(resumed.ExitCode == 0, resumed.ToString());
        Assert.Contains("was torn; its 12 bytes were cut off", resumed.Output, StringComparison.Ordinal);
        Assert.Contains("books and chain agree", resumed.Output, StringComparison.Ordinal);
        Assert.Contains("goes on with the scenario of its checkpoint", resumed.Output, StringComparison.Ordinal);
        Assert.StartsWith("name: small\n", await File.ReadAllTextAsync(folder["runs/small/scenario.yaml"]), StringComparison.Ordinal);
        await RefusedAsync(2, "this run is complete");
    }

    [LinuxTheory]
    [InlineData("none")]
    [InlineData("hardhat")]
    public async Task A_complete_run_goes_on_to_the_digests_of_a_longer_one(string chain)
    {
        string[] run = ["run", EconomyProcess.Small, "--quiet", "--chain", chain, "--checkpoint-every", "4"];
        Assert.Equal(0, (await EconomyProcess.RunAsync(folder.Path, [.. run, "--ticks", "6"])).ExitCode);
        await File.WriteAllTextAsync(folder["runs/small/notes.md"], "mine");
        var longer = await EconomyProcess.RunAsync(folder.Path, [.. run, "--ticks", "15", "--name", "longer"]);
        var gone = await EconomyProcess.RunAsync(folder.Path, ["resume", "runs/small", "--ticks", "15", "--quiet"]);
        Assert.True(gone.ExitCode == 0, gone.ToString());
        Assert.Equal(longer.Output, gone.Output);
        Assert.Equal("mine", await File.ReadAllTextAsync(folder["runs/small/notes.md"]));
        Assert.Equal(["longer", "small"], Entries());
        var back = await EconomyProcess.RunAsync(folder.Path, ["resume", "runs/small", "--ticks", "15"]);
        Assert.True(back.ExitCode == 2 && back.Error.Contains("the run has come to tick 15", StringComparison.Ordinal), back.ToString());
        var verified = await EconomyProcess.RunAsync(folder.Path, ["verify", "runs/small"]);
        Assert.True(verified.ExitCode == 0, verified.ToString());
    }

    [Fact]
    public async Task A_run_that_leaves_out_ticks_and_goes_on_has_the_tables_of_a_longer_one()
    {
        string[] run = ["run", EconomyProcess.Small, "--quiet", "--chain", "none", "--checkpoint-every", "4", "--set", "output.every=4", "--set", "output.observers=[cohorts, wealth-classes]"];
        Assert.Equal(0, (await EconomyProcess.RunAsync(folder.Path, [.. run, "--ticks", "6"])).ExitCode);
        Assert.Contains("\n6,", await File.ReadAllTextAsync(folder["runs/small/cohorts.csv"]), StringComparison.Ordinal);
        var longer = await EconomyProcess.RunAsync(folder.Path, [.. run, "--ticks", "15", "--name", "longer"]);
        var gone = await EconomyProcess.RunAsync(folder.Path, ["resume", "runs/small", "--ticks", "15", "--quiet"]);
        Assert.Equal(longer.Output, gone.Output);
        foreach (var table in (string[])["cohorts.csv", "wealth-classes.csv"])
        {
            Assert.Equal(await File.ReadAllTextAsync(folder[$"runs/longer/{table}"]), await File.ReadAllTextAsync(folder[$"runs/small/{table}"]));
            Assert.Equal(["tick", "0", "4", "8", "12", "15"], (await File.ReadAllLinesAsync(folder[$"runs/small/{table}"])).Select(line => line.Split(',')[0]).Distinct());
        }

        var verified = await EconomyProcess.RunAsync(folder.Path, ["verify", "runs/small"]);
        Assert.True(verified.ExitCode == 0, verified.ToString());
    }

    [LinuxFact]
    public async Task A_run_whose_folder_is_removed_is_not_said_to_be_resumable()
    {
        using var process = EconomyProcess.Start(folder.Path, ["run", EconomyProcess.Small, "--ticks", "100000", "--chain", "none", "--checkpoint-every", "50"]);
        while (!process.HasExited && Lines("ticks.csv") < 20) await Task.Delay(10);
        Directory.Move(folder["runs/small.unfinished"], folder["removed"]); // At once: the run goes on writing files.
        var ended = await process.EndAsync();
        Assert.True(ended.ExitCode == 1 && !ended.Error.Contains("Nothing is lost", StringComparison.Ordinal), ended.ToString());
    }

    [NamespaceFact]
    public async Task A_run_is_kept_out_by_another_of_its_name_in_another_process_namespace()
    {
        using var process = EconomyProcess.Start(folder.Path, ["run", EconomyProcess.Small, "--ticks", "100000", "--chain", "none", "--checkpoint-every", "50"]);
        while (!process.HasExited && Lines("ticks.csv") < 20) await Task.Delay(10);
        foreach (var more in (string[][])[[], ["--checkpoint-every", "50"]])
        {
            var second = await EconomyProcess.RunAfterAsync(NamespaceFactAttribute.WithOwnProcessIds, folder.Path, ["run", EconomyProcess.Small, "--ticks", "3", "--chain", "none", .. more]);
            Assert.True(second.ExitCode == 1 && second.Error.Contains("another process is writing this run", StringComparison.Ordinal), second.ToString());
        }

        var other = await EconomyProcess.RunAfterAsync(NamespaceFactAttribute.WithOwnProcessIds, folder.Path, ["run", EconomyProcess.Small, "--ticks", "3", "--chain", "none", "--name", "other", "--quiet"]);
        Assert.True(other.ExitCode == 0, other.ToString());
        Assert.Equal(["other", "small.unfinished"], Entries().Where(e => e[0] != '.'));
        process.Kill();
        await process.EndAsync();
    }

    public void Dispose() => folder.Dispose();

    private async Task RefusedAsync(int code, string message, string? file = null, Action<byte[]>? damage = null)
    {
        var path = folder[$"runs/small.unfinished/{file}"];
        var sound = file is null ? [] : await File.ReadAllBytesAsync(path);
        if (damage is not null)
        {
            byte[] damaged = [.. sound];
            damage(damaged);
            await File.WriteAllBytesAsync(path, damaged);
        }

        var refused = await EconomyProcess.RunAsync(folder.Path, ["resume", "runs/small", "--quiet"]);
        Assert.True(refused.ExitCode == code && refused.Error.Contains(message, StringComparison.Ordinal), refused.ToString());
        if (file is not null) await File.WriteAllBytesAsync(path, sound);
    }

    private int Lines(string table)
    {
        try
        {
            return File.ReadLines(folder[$"runs/small.unfinished/{table}"]).Count();
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private string[] Entries() => [.. Directory.EnumerateFileSystemEntries(folder["runs"]).Select(e => Path.GetFileName(e)!).Order(StringComparer.Ordinal)];

    [GeneratedRegex("\"method\":\"(\\w+)\"")]
    private static partial Regex Method();
}
