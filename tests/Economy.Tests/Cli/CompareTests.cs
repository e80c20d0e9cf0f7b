using Economy.Experiments.Sweeps;
using Economy.Tests.Reporting;

namespace Economy.Tests.Cli;

public sealed class CompareTests
{
    private static readonly string[] Compare =
        ["compare", EconomyProcess.Small, "--policies", "greedy,attention", "--seeds", "1..3", "--ticks", "2", "--vary", "demand.arrivalsPerHour=5,20", "--misreport", "4", "--out", "out"];

    [Fact]
    public async Task A_comparison_prints_and_writes_its_table_and_goes_on_where_it_stopped()
    {
        using var folder = new TemporaryFolder();
        var first = await EconomyProcess.RunAsync(folder.Path, Compare);
        Assert.True(first.ExitCode == 0, first.ToString());
        var (runs, table) = (Digests(folder["out/study.db"]), File.ReadAllText(folder["out/comparison.csv"]));
        Assert.Equal(2 * 3 * 2, runs.Count);
        Assert.StartsWith("measure,arrivalsPerHour,policy,runs,mean,mean_low_95,mean_high_95,baseline,difference_from_baseline,difference_low_95,difference_high_95,p_holm\n", table, StringComparison.Ordinal);
        foreach (var measure in (string[])["value_coins_per_tick", "welfare_coins_per_tick", "certified_ratio", "utilisation_share", "jain_index", "envy_share", "starved_share", "nash_fraction", "utility_utils_per_participant_tick", "velocity_per_tick", "price_index_end", "money_supply_coins", "wealth_gini"])
            Assert.Equal(2 * 2, table.Split('\n').Count(line => line.StartsWith(measure + ",", StringComparison.Ordinal)));
        Assert.Equal(["demand.arrivalsPerHour = 5: best gain from misreporting a bid", "demand.arrivalsPerHour = 20: best gain from misreporting a bid"],
            first.Output.Split('\n').Where(line => line.Contains("misreporting", StringComparison.Ordinal)).Select(line => line[..line.IndexOf(" (", StringComparison.Ordinal)]));
        Assert.All(first.Output.Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 1, 80));
        Assert.Equal(1 + 4, File.ReadAllLines(folder["out/misreports-5.csv"]).Length);
        var written = await EconomyProcess.RunAsync(folder.Path, [.. Compare.Select(a => a.Replace("5,20", "5,20,5.0,2e1", StringComparison.Ordinal))]);
        Assert.EndsWith(written.Output, first.Output, StringComparison.Ordinal);

        using (var study = new StudyDatabase(folder["out/study.db"], [], [], []))
            study.Enter(new RunOutcome(new RunOrder(1, 2), 0, null, "torn out"), [], withSeries: false);
        var again = await EconomyProcess.RunAsync(folder.Path, Compare);
        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Equal(runs, Digests(folder["out/study.db"]));
        Assert.Equal(table, File.ReadAllText(folder["out/comparison.csv"]));

        var other = await EconomyProcess.RunAsync(folder.Path, [.. Compare, "--set", "money.transactionTax=0.1"]);
        Assert.Equal(2, other.ExitCode);
        Assert.Contains("its setting 0 was run on another scenario than greedy, 5 makes", other.Error, StringComparison.Ordinal);
    }

    private static List<string> Digests(string file)
    {
        using var study = new StudyDatabase(file, [], [], []);
        return [.. study.Query("SELECT setting, seed, digest FROM runs WHERE status = 'finished' ORDER BY 1, 2").Select(r => string.Join(' ', r))];
    }
}
