using Economy.Tests.Reporting;

namespace Economy.Tests.Cli;

/// <summary><c>economy effect</c> on real runs.</summary>
public sealed class EffectTests
{
    private const string Drop = "calendar=[{kind: money-drop, at: 3, amount: 500}]";

    [Fact]
    public async Task An_effect_is_printed_and_written_as_a_table_and_a_page_with_its_marks()
    {
        using var folder = new TemporaryFolder();
        var ended = await EconomyProcess.RunAsync(folder.Path, ["effect", EconomyProcess.Small, "--set", Drop, "--seeds", "1..3", "--out", "out", "--quiet"]);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Contains("Of 0 of 3 seeds the economy is the same", ended.Output, StringComparison.Ordinal);
        Assert.Contains("money_supply_minor", ended.Output, StringComparison.Ordinal);
        string[] rows = File.ReadAllLines(folder["out/effects.csv"]);
        Assert.Equal("tick,table,group,measure,runs,mean_without,mean_difference,low_95,high_95", rows[0]);
        Assert.All(rows.Where(r => r.StartsWith("0,", StringComparison.Ordinal) || r.StartsWith("1,", StringComparison.Ordinal) || r.StartsWith("2,", StringComparison.Ordinal)),
            r => Assert.Equal("0", r.Split(',')[6]));
        Assert.Contains(rows, r => r.StartsWith("3,cohorts,type / player,money_minor,3,", StringComparison.Ordinal) && r.EndsWith(",500,500,500", StringComparison.Ordinal));
        Assert.Contains("money-drop amount 500", File.ReadAllText(folder["out/effect.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_calendar_that_changes_nothing_has_no_effect_to_the_byte()
    {
        using var folder = new TemporaryFolder();
        var ended = await EconomyProcess.RunAsync(folder.Path, ["effect", EconomyProcess.Small, "--set", "calendar=[{kind: set, at: 2, key: money.transactionTax, to: \"0.025\"}]", "--seeds", "1..2", "--out", "out", "--quiet"]);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Contains("Of 2 of 2 seeds the economy is the same", ended.Output, StringComparison.Ordinal);
        Assert.All(File.ReadAllLines(folder["out/effects.csv"]).Skip(1), r => Assert.Equal("0", r.Split(',')[6]));
    }

    [Fact]
    public async Task A_scenario_without_a_calendar_is_refused()
    {
        using var folder = new TemporaryFolder();
        var ended = await EconomyProcess.RunAsync(folder.Path, ["effect", EconomyProcess.Small]);
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("has no calendar", ended.Error, StringComparison.Ordinal);
    }
}
