using Economy.Tests.Reporting;

namespace Economy.Tests.Cli;

/// <summary><c>economy branch</c> and <c>economy report</c> on real runs.</summary>
public sealed class BranchTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_finished_run_is_forked_from_its_checkpoint_or_from_its_scenario_alike(bool keeps)
    {
        using var folder = new TemporaryFolder();
        string[] kept = keeps ? ["--checkpoint-every", "2"] : [];
        await Ok(folder, ["run", EconomyProcess.Small, "--out", "runs", "--quiet", .. kept]);
        var said = await Ok(folder, ["branch", "runs/small", "--at", "4", "--ticks", "8", "--set", "money.transactionTax=0.5", "--arm", "same: money.transactionTax=0.025", "--arm", "drop: {kind: money-drop, amount: 300}", "--seeds", "1..2", "--out", "out"]);
        Assert.Contains(keeps ? "from the checkpoint of tick 4" : "no checkpoint up to tick 4", said, StringComparison.Ordinal);
        Assert.Contains("same: the same economy as base, to the byte, in 2 of 2 seeds", said, StringComparison.Ordinal);
        Assert.Contains("changed: the same economy as base, to the byte, in 0 of 2 seeds", said, StringComparison.Ordinal);
        foreach (var file in (string[])["ensemble.csv", "stationarity.csv", "ensemble.html", "changed-effects.csv", "drop.yaml"]) Assert.True(File.Exists(folder[$"out/{file}"]), file);
        Assert.DoesNotContain(File.ReadAllLines(folder["out/changed-effects.csv"]), row => row.StartsWith("4,", StringComparison.Ordinal));

        // What a branch is a run of comes to the same when it is run from the beginning.
        await Ok(folder, ["run", "out/drop.yaml", "--out", "runs", "--name", "whole", "--quiet"]);
        var end = File.ReadAllLines(folder["runs/whole/ticks.csv"])[^1].Split(',');
        var branched = File.ReadAllLines(folder["out/ensemble.csv"]).Single(row => row.StartsWith("drop,8,ticks,,money_supply_minor,", StringComparison.Ordinal));
        var difference = File.ReadAllLines(folder["out/drop-effects.csv"]).Single(row => row.StartsWith("5,ticks,,minted_minor,", StringComparison.Ordinal)).Split(',');
        Assert.Equal("2", branched.Split(',')[5]);
        Assert.True(long.Parse(end[2], System.Globalization.CultureInfo.InvariantCulture) > 0 && double.Parse(difference[6], System.Globalization.CultureInfo.InvariantCulture) > 300 * 50);
    }

    [Fact]
    public async Task What_cannot_be_branched_says_why()
    {
        using var folder = new TemporaryFolder();
        await Ok(folder, ["run", EconomyProcess.Small, "--out", "runs", "--quiet"]);
        foreach (var (arguments, message) in ((string[], string)[])
        [
            (["--set", "population.types.player.count=5"], "cannot change while a run goes on"),
            (["--set", "money.moon=5"], "There is no key 'money.moon'"),
            (["--arm", "nothing"], "--arm takes a name, a colon and changes"),
            (["--at", "9", "--set", "money.transactionTax=0.1"], "--at takes a tick of the run, 1 to 4, not 9"),
            (["--ticks", "3", "--set", "money.transactionTax=0.1"], "the branches part after tick 4"),
            ([], "there is nothing to compare"),
        ])
        {
            var ended = await EconomyProcess.RunAsync(folder.Path, ["branch", "runs/small", .. arguments]);
            Assert.Equal(2, ended.ExitCode);
            Assert.Contains(message, ended.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Runs_of_many_seeds_are_put_on_one_page_beside_others()
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, seed, tax) in ((string, string, string)[])[("a-1", "1", "0"), ("a-2", "2", "0"), ("b-1", "1", "0.5"), ("b-2", "2", "0.5")])
            await Ok(folder, ["run", EconomyProcess.Small, "--out", "runs", "--quiet", "--seed", seed, "--name", name, "--set", $"money.transactionTax={tax}"]);
        var said = await Ok(folder, ["report", "runs/a-1", "runs/a-2", "--beside", "runs/b-1", "runs/b-2", "--names", "untaxed,taxed", "--out", "out"]);
        Assert.Contains("untaxed: 2 runs of 4 ticks; taxed: 2 runs of 4 ticks", said, StringComparison.Ordinal);
        var rows = File.ReadAllLines(folder["out/ensemble.csv"]);
        Assert.Contains(rows, row => row.StartsWith("untaxed,4,markets,ore,volume_units,2,", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.StartsWith("taxed,4,ticks,,utility_utils,2,", StringComparison.Ordinal));
        Assert.Contains("MSER-5", File.ReadAllText(folder["out/ensemble.html"]), StringComparison.Ordinal);
    }

    private static async Task<string> Ok(TemporaryFolder folder, string[] arguments)
    {
        var ended = await EconomyProcess.RunAsync(folder.Path, arguments);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        return ended.Output;
    }
}
