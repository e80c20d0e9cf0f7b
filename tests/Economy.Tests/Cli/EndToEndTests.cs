using System.Globalization;
using Economy.Chain.Nodes;
using Economy.Core.Records;
using Economy.Reporting;
using Economy.Tests.Chain;
using Economy.Tests.Reporting;
using Economy.Tests.Support;

namespace Economy.Tests.Cli;

public sealed class EndToEndTests : IDisposable
{
    /// <summary>A task that was served in a tick.</summary>
    private async Task<int> ServedAsync(int tick)
    {
        for (var task = 0; task < 20; task++)
            if ((await EconomyProcess.RunAsync(folder.Path, ["prove", "runs/small", "--tick", $"{tick}", "--task", $"{task}"])).ExitCode == 0) return task;
        throw new InvalidOperationException("Of the first twenty tasks none was served.");
    }

    private readonly TemporaryFolder folder = new();

    [LinuxFact]
    public async Task A_run_settles_reconciles_verifies_and_leaves_nothing_behind_but_its_folder()
    {
        // The workshop shows places instead, and the bazaar pays it for clicks.
        string[] advertising =
        [
            "subsystems.3.kind=recommender", "subsystems.3.account={}", "subsystems.3.advertising={reserve: 3, campaigns: [{advertiser: bazaar, bid: 5}]}",
            "subsystems.2.account={endowment: 500}",
        ];
        using var process = EconomyProcess.Start(folder.Path, ["run", EconomyProcess.Small, "--chain", "hardhat", .. advertising.SelectMany(set => (string[])["--set", set])]);
        var ended = await process.EndAsync();

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Empty(ended.Error);
        Assert.Matches(@"books and chain agree on all \d+ accounts × 3 tokens", ended.Output);
        Assert.Contains("written to runs/small  (open report.html)", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', ended.Output);
        Assert.True(Summary(ended.Output).Count is <= 23 and >= 15, ended.Output);
        Assert.All(ended.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal(["small"], Entries());
        await process.LeavesNothingRunningAsync();
        string[] expected =
        [
            "admissions.csv", "advertising.csv", "allocation.csv", "fairness.csv", "flows.csv", "journal.bin", "manifest.json", "markets.csv", "participants.csv", "population.csv", "prices.csv", "report.html", "scenario.yaml",
            "sectors.csv", "service.csv", "settlement.csv", "subsystem-accounts.csv", "subsystems.csv", "ticks.csv", "trades.csv",
        ];
        Assert.Equal(expected, Directory.EnumerateFiles(folder["runs/small"]).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));

        var run = RunReader.Open(folder["runs/small"]);
        Assert.True(run.Stream<AdvertisingRow>().Sum(r => r.Spend) > 0);
        var verified = await EconomyProcess.RunAsync(folder.Path, ["verify", "runs/small"]);
        Assert.True(verified.ExitCode == 0, verified.ToString());
        Assert.All(verified.Output.TrimEnd().Split('\n'), line => Assert.StartsWith("ok ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Both_settlement_modes_on_a_node_that_runs_already_give_the_digests_of_the_books_alone()
    {
        await using var node = await ChainNode.StartHardhatAsync(await HardhatFixture.Toolchain());
        var books = await QuietAsync("--chain", "none");

        Assert.Equal(books, await QuietAsync("--chain", $"http://user:secret@127.0.0.1:{node.Url.Port}"));
        Assert.DoesNotContain("secret", File.ReadAllText(folder["runs/small/manifest.json"]) + File.ReadAllText(folder["runs/small/scenario.yaml"]), StringComparison.Ordinal);
        Assert.Equal(books, await QuietAsync("--chain", $"{node.Url}", "--set", "settlement.mode=batch", "--threads", "2", "--cells", "7"));
        var manifest = RunManifest.Read(folder["runs/small"]);
        Assert.True(manifest is { Settled: true, Chain: "rpc", ChainDetails.ChainId: 31337, Reconciliation.Differences.Count: 0 }, manifest.ToJson());
        Assert.Equal(0, (await EconomyProcess.RunAsync(folder.Path, ["verify", "runs/small"])).ExitCode);

        // Taxes by bracket, transfers, purchases of the treasury and the prices of providers settle as well.
        File.WriteAllText(folder["welfare.yaml"], Documents.Documents.Yaml.Single(b => b.Text.Contains("name: welfare-state", StringComparison.Ordinal)).Text);
        var welfare = await EconomyProcess.RunAsync(folder.Path, ["run", "welfare.yaml", "--ticks", "12", "--chain", $"{node.Url}"]);
        Assert.Contains("books and chain agree on all 125 accounts × 2 tokens", welfare.Output, StringComparison.Ordinal);
        Assert.False(node.HasExited);
    }

    [Fact]
    public async Task What_a_run_settled_is_proved_on_its_node_and_climbs_the_ladder()
    {
        await using var node = await ChainNode.StartHardhatAsync(await HardhatFixture.Toolchain());
        var ended = await EconomyProcess.RunAsync(folder.Path, ["run", EconomyProcess.Small, "--chain", $"{node.Url}", "--set", "settlement.mode=per-trade", "--set", "settlement.signed=true", "--quiet"]);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        string[][] provable = [["--trade", "1"], ["--tick", "0", "--entry", "3"], ["--tick", "2", "--task", $"{await ServedAsync(2)}"]];
        foreach (var what in provable)
        {
            ended = await EconomyProcess.RunAsync(folder.Path, ["prove", "runs/small", .. what, "--check", $"{node.Url}"]);
            Assert.True(ended.ExitCode == 0, ended.ToString());
            Assert.Contains("the contract accepts", ended.Error, StringComparison.Ordinal);
        }

        ended = await EconomyProcess.RunAsync(folder.Path, ["ladder", "runs/small", "--ticks", "2"]);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        var ladder = Ladder.Read(folder["runs/small"]);
        Assert.Equal(["per-trade signed", "per-trade", "batch", "netted"], ladder.Select(r => r.Mode));
        Assert.True(ladder.Zip(ladder.Skip(1)).All(p => p.First.Gas > p.Second.Gas), "a rung further down takes less gas");
        Assert.Equal(0, (await EconomyProcess.RunAsync(folder.Path, ["verify", "runs/small"])).ExitCode);
    }

    [FactWhereData("compute_openb_gpu2023")]
    public async Task The_real_trace_is_replayed_from_the_folder_on_the_command_line()
    {
        var scenario = Path.Combine(Repository.Root, "scenarios", "gpu-cluster.yaml");
        var ended = await EconomyProcess.RunAsync(folder.Path, ["run", scenario, "--data", SharedData.Path("compute_openb_gpu2023"), "--chain", "none", "--ticks", "4"]);

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.StartsWith("trace: 8150 jobs on 8 pools; mean load cpu ", ended.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await EconomyProcess.RunAsync(folder.Path, ["verify", "runs/gpu-cluster"])).ExitCode);
    }

    [Fact]
    public async Task A_changed_cell_fails_verification_by_name()
    {
        await QuietAsync();
        var file = folder["runs/small/trades.csv"];
        var lines = File.ReadAllLines(file);
        var column = Array.IndexOf(lines[0].Split(','), "notional_minor");
        var cells = lines[1].Split(',');
        cells[column] = (long.Parse(cells[column], CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
        lines[1] = string.Join(',', cells);
        File.WriteAllText(file, string.Join('\n', lines) + "\n");

        var verified = await EconomyProcess.RunAsync(folder.Path, ["verify", "runs/small"]);

        Assert.Equal(1, verified.ExitCode);
        Assert.Contains("FAILED       Every table has the hash that the manifest gives: trades", verified.Output, StringComparison.Ordinal);
        Assert.Contains("FAILED       Every trade's notional is price × quantity", verified.Output, StringComparison.Ordinal);
        Assert.Contains("not checked  Books and chain agree", verified.Output, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    /// <summary>What is left of the output without the progress before it.</summary>
    private static List<string> Summary(string output) => [.. output.TrimEnd().Split('\n').SkipWhile(line => !line.StartsWith('╭'))];

    private string[] Entries() => [.. Directory.EnumerateFileSystemEntries(folder["runs"]).Select(e => Path.GetFileName(e)!)];

    private async Task<string> QuietAsync(params string[] arguments)
    {
        var ended = await EconomyProcess.RunAsync(folder.Path, ["run", EconomyProcess.Small, "--quiet", .. arguments]);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Empty(ended.Error);
        var word = arguments.Any(a => a.StartsWith("http", StringComparison.Ordinal)) ? "settlement" : "unsettled ";
        Assert.Matches($@"\Aeconomy    [0-9a-f]{{64}}\n{word} [0-9a-f]{{64}}\n\z", ended.Output);
        return ended.Output.Replace("unsettled ", "settlement", StringComparison.Ordinal);
    }
}
