using Economy.Tests.Reporting;

namespace Economy.Tests.Cli;

/// <summary><c>economy score</c> on real runs.</summary>
public sealed class ScoreTests
{
    [Fact]
    public async Task Runs_are_scored_and_every_fact_has_a_verdict_or_a_reason()
    {
        using var folder = new TemporaryFolder();
        foreach (var seed in (string[])["1", "2"])
            await EconomyProcess.RunAsync(folder.Path, ["run", EconomyProcess.Small, "--out", "runs", "--quiet", "--seed", seed, "--name", $"s-{seed}"]);
        var ended = await EconomyProcess.RunAsync(folder.Path, ["score", "runs/s-1", "runs/s-2", "--out", "out"]);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Matches(@"\n[0-9]+ hit, [0-9]+ near, [0-9]+ missed, of [0-9]+ measurable facts of [0-9]+; 2 runs\n", ended.Output);
        Assert.Contains("job-runtime-tail", ended.Output, StringComparison.Ordinal);
        Assert.Contains("not measurable here: no table lists jobs and their run times", ended.Output, StringComparison.Ordinal);
        string[] rows = File.ReadAllLines(folder["out/score.csv"]);
        Assert.Equal("fact,verdict,band_low,band_high,mean,least,most,runs,reason,note,source", rows[0]);
        Assert.All(rows.Skip(1), row => Assert.Contains(row.Split(',')[1], (string[])["hit", "near", "miss", "not measurable here"]));
        Assert.Contains(rows, row => row.StartsWith("money-gini,", StringComparison.Ordinal) && row.Contains(",2,", StringComparison.Ordinal));
        Assert.Contains("<html", File.ReadAllText(folder["out/score.html"]), StringComparison.Ordinal);

        File.WriteAllText(folder["facts.json"], """{"eth_genesis": {"all": {"gini": 0.1}}, "dcl_members": {"x": {"mana": {"gini": 0.9}}}}""");
        ended = await EconomyProcess.RunAsync(folder.Path, ["score", "runs/s-1", "--facts", "facts.json", "--out", "out"]);
        Assert.Contains(File.ReadAllLines(folder["out/score.csv"]), row => row.StartsWith("money-gini,hit,0.1,0.9,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_no_run_or_no_file_of_facts_is_refused()
    {
        using var folder = new TemporaryFolder();
        var none = await EconomyProcess.RunAsync(folder.Path, ["score", "nowhere"]);
        Assert.Equal(2, none.ExitCode);
        Assert.Contains("nowhere holds no run", none.Error, StringComparison.Ordinal);
        await EconomyProcess.RunAsync(folder.Path, ["run", EconomyProcess.Small, "--out", "runs", "--quiet"]);
        var missing = await EconomyProcess.RunAsync(folder.Path, ["score", "runs/small", "--facts", "missing.json"]);
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("missing.json", missing.Error, StringComparison.Ordinal);
    }
}
