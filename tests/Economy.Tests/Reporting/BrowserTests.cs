using System.Diagnostics;
using System.Text.RegularExpressions;
using Economy.Reporting;
using Economy.Tests.Cli;
using Economy.Tests.Support;

namespace Economy.Tests.Reporting;

/// <summary>Loads the pages in headless Chromium. SAMPLE_PAGES names a folder to keep them in, for looking at.</summary>
public sealed partial class BrowserTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();
    private readonly string pages;

    public BrowserTests() => pages = Directory.CreateDirectory(Environment.GetEnvironmentVariable("SAMPLE_PAGES") ?? temporary["runs"]).FullName;

    public void Dispose() => temporary.Dispose();

    [ChromiumFact]
    public void Every_chart_of_the_report_is_drawn() =>
        AllDrawn(HtmlReport.Write(SampleRun.Write(pages, SampleRun.Manifest("realistic", ticks: 120), population: 400), Echarts.Script), atLeast: 30);

    [ChromiumFact]
    public void A_run_of_books_only_without_trades_and_participants_is_drawn() =>
        AllDrawn(HtmlReport.Write(SampleRun.Write(pages, SampleRun.Manifest("books", settled: false, ticks: 1), trades: false, participants: false), Echarts.Script), atLeast: 20);

    [ChromiumFact]
    public void Hostile_names_run_nothing() =>
        AllDrawn(HtmlReport.Write(SampleRun.Write(pages, SampleRun.Manifest("hostile"), hostile: "<img src=x onerror=\"document.documentElement.dataset.error='run'\"></script>"), Echarts.Script), atLeast: 30);

    [ChromiumFact]
    public async Task An_issued_asset_may_be_called_what_every_object_of_a_script_has()
    {
        var scenario = Path.Combine(temporary[""], "named.yaml");
        var text = File.ReadAllText(Path.Combine(Repository.Root, "scenarios", "land-issue.yaml")).Replace("name: land-issue", "name: named", StringComparison.Ordinal);
        File.WriteAllText(scenario, text.Replace("name: land,", "name: constructor,", StringComparison.Ordinal).Replace("asset: land", "asset: constructor", StringComparison.Ordinal));
        var ended = await EconomyProcess.RunAsync(temporary[""], ["run", scenario, "--ticks", "30", "--chain", "none", "--quiet"]);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        AllDrawn(HtmlReport.Write(temporary["runs/named"], Echarts.Script), atLeast: 20);
    }

    [ChromiumFact]
    public void A_run_without_a_single_row_is_drawn()
    {
        using var folder = RunFolder.Begin(pages, "empty", SampleRun.Scenario);
        folder.Complete(SampleRun.Manifest("empty", settled: false));
        AllDrawn(HtmlReport.Write(folder.Target, Echarts.Script), atLeast: 0);
    }

    [ChromiumFact]
    public void Every_panel_of_a_study_is_drawn()
    {
        var file = Path.Combine(pages, "study.html");
        StudyPlot.Write(file, "What does a transaction tax do?", StudyPlotTests.Panels, Echarts.Script, "A sample of made-up numbers.");
        AllDrawn(file, atLeast: StudyPlotTests.Panels.Count);
    }

    [ChromiumFact]
    public async Task What_the_calendar_did_is_marked_on_every_chart_over_time_of_the_report()
    {
        var ended = await EconomyProcess.RunAsync(temporary[""], ["run", EconomyProcess.Small, "--ticks", "12", "--chain", "none", "--quiet", "--set", "calendar=[{kind: money-drop, at: 5, amount: 800}]"]);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        var file = HtmlReport.Write(temporary["runs/small"], Echarts.Script);
        AllDrawn(file, atLeast: 20);
        var dom = Load(file).Dom;
        Assert.Contains("Marked on every chart over time: #1 from tick 5 money-drop amount 800; #2 from tick 6 end of money-drop amount 800.", dom, StringComparison.Ordinal);
        Assert.InRange(Regex.Count(dom, ">tick</text>"), 15, 200);
        Assert.Equal(Regex.Count(dom, ">tick</text>"), Regex.Count(dom, ">#1</text>"));
    }

    [ChromiumFact]
    public void Curves_with_marks_and_a_scorecard_are_drawn()
    {
        var file = Path.Combine(pages, "curves.html");
        StudyPlot.Write(file, "Curves", [new StudyPanel("Money", "coins", "tick", [.. Enumerable.Range(0, 30).Select(t => new StudyPoint("A", t, t, t - 1, t + 1, 5))]) { IsCurve = true, Marks = [new(9, "money-drop amount 5")], Note = "burn-in 5 ticks" }], Echarts.Script);
        AllDrawn(file, atLeast: 1);
        Assert.Contains(">money-drop amount 5<", Load(file).Dom, StringComparison.Ordinal);
        var card = Path.Combine(pages, "score.html");
        ScorePage.Write(card, "Beside the world",
        [
            new() { Name = "money-gini", Meaning = "Gini coefficient of money", Low = 0.8, High = 0.99, Figures = [("Ethereum", 0.86), ("Decentraland", 0.99)], Values = [0.5, 0.6], Verdict = "miss" },
            new() { Name = "job-runtime-tail", Meaning = "tail of run times", Low = 0.9, High = 1.3, Figures = [("openb", 1.2)], Values = [], Verdict = "not measurable here", Reason = "no table lists jobs" },
        ], Echarts.Script, "0 hit");
        AllDrawn(card, atLeast: 2);
        Assert.Contains("Model: no table lists jobs.", Load(card).Dom, StringComparison.Ordinal);
    }

    private void AllDrawn(string file, int atLeast)
    {
        var (dom, log) = Load(file);
        Assert.DoesNotContain("CONSOLE", log, StringComparison.Ordinal);
        Assert.DoesNotContain("data-error", dom[..dom.IndexOf("<head", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.DoesNotContain("[object", dom[..dom.IndexOf("id=\"data\"", StringComparison.Ordinal)], StringComparison.Ordinal);
        var drawn = Drawn().Match(dom);
        Assert.True(drawn.Success, log);
        Assert.Equal(drawn.Groups[2].Value, drawn.Groups[1].Value);
        Assert.True(int.Parse(drawn.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) >= atLeast, drawn.Value);
    }

    private (string Dom, string Log) Load(string file)
    {
        using var browser = Process.Start(new ProcessStartInfo(
            ChromiumFactAttribute.Program!,
            ["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", $"--user-data-dir={temporary["profile"]}", "--window-size=1280,2000", "--dump-dom", new Uri(file).AbsoluteUri])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var log = browser.StandardError.ReadToEndAsync();
        var dom = browser.StandardOutput.ReadToEndAsync();
        if (!browser.WaitForExit(TimeSpan.FromSeconds(60))) browser.Kill(entireProcessTree: true);
        return (dom.GetAwaiter().GetResult(), log.GetAwaiter().GetResult());
    }

    [GeneratedRegex("<html[^>]* data-charts=\"([0-9]+) of ([0-9]+)\"")]
    private static partial Regex Drawn();
}

/// <summary>A test that needs Chromium; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    internal static readonly string? Program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>Playwright's driver stays in its package, where it is looked for by this name.</summary>
    static ChromiumFactAttribute() => Environment.SetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH", Packages.PathOf("Playwright"));

    public ChromiumFactAttribute() => Skip = Program is null ? "no chromium on PATH, so the pages cannot be loaded" : null;
}
