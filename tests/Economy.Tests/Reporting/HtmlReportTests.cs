using System.Text.Json;
using System.Text.RegularExpressions;
using Economy.Core.Records;
using Economy.Reporting;

namespace Economy.Tests.Reporting;

public sealed partial class HtmlReportTests : IDisposable
{
    private const string Hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>{{data}}\"'`${alert(3)}<!--]]>\u202e\u2066\u2028\u001b[2J\0\u0007&amp;";
    private readonly TemporaryFolder runs = new();

    public void Dispose() => runs.Dispose();

    [Fact]
    public void Text_of_a_scenario_stays_text()
    {
        var name = "a <b>bold</b> name".Replace('/', '|');
        var folder = SampleRun.Write(runs.Path, SampleRun.Manifest(name, ticks: 3) with { Description = Hostile, Scenario = Hostile, Notes = [Hostile] }, population: 20, hostile: Hostile);
        var html = File.ReadAllText(HtmlReport.Write(folder, Echarts.StandIn));
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("[\\u202e\\u2066\\u2028\\u001b\\0\\u0007]", html);
        Assert.Contains("no charts here <\\/script> */", html, StringComparison.Ordinal);
        Assert.Equal(4, ScriptEnd().Count(html));
        Assert.Equal(Hostile, Data(html).GetProperty("run").GetProperty("description").GetString());
    }

    [Fact]
    public void The_page_asks_nothing_of_any_other_place()
    {
        var html = File.ReadAllText(HtmlReport.Write(SampleRun.Write(runs.Path), Echarts.StandIn));
        Assert.Contains("default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:", html, StringComparison.Ordinal);
        Assert.DoesNotMatch(Reference(), html);
        Assert.Equal(["http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"], Address().Matches(html).Select(m => m.Value).Distinct().Order());
    }

    [Fact]
    public void Long_runs_are_drawn_with_few_points()
    {
        using var folder = RunFolder.Begin(runs.Path, "sample", SampleRun.Scenario);
        for (var tick = 0; tick <= 12_345; tick++) folder.Write(new MarketRow(tick, "land", 0, 0, tick, 100, 0, 0, 0, 0));
        folder.Complete(SampleRun.Manifest(ticks: 12_345));
        var data = Data(File.ReadAllText(HtmlReport.Write(folder.Target, Echarts.StandIn)));
        var volumes = data.GetProperty("markets")[0].GetProperty("curves").GetProperty("volume").EnumerateArray().Select(v => v.GetDouble()).ToArray();
        Assert.Equal(42, data.GetProperty("ticksPerPoint").GetInt32());
        Assert.Equal(data.GetProperty("ticks").GetArrayLength(), volumes.Length);
        Assert.InRange(volumes.Length, 250, 300);
        Assert.Equal(21.5, volumes[0]);
        Assert.Equal(12_345, data.GetProperty("ticks").EnumerateArray().Last().GetInt32());
    }

    [Fact]
    public void Shown_numbers_are_those_of_the_books()
    {
        var folder = SampleRun.Write(runs.Path);
        var run = RunReader.Open(folder);
        var data = Data(File.ReadAllText(HtmlReport.Write(folder, Echarts.StandIn)));
        Assert.Equal(run.Read<TickRow>()[^1].MoneySupply / 100.0, data.GetProperty("totals").GetProperty("supply").GetDouble());
        Assert.Equal(12, data.GetProperty("exchange").GetProperty("exact").GetInt32());
        var money = data.GetProperty("flows").GetProperty("matrices")[0];
        Assert.All(money.GetProperty("sums").EnumerateArray(), sum => Assert.Equal(0, sum.GetDouble()));
        Assert.All(money.GetProperty("rows").EnumerateArray(), row => Assert.Equal(0, row.GetProperty("sum").GetDouble()));
        Assert.Equal(1, data.GetProperty("wealth").GetProperty("lorenz").GetProperty("money").EnumerateArray().Last().GetDouble());
    }

    private static JsonElement Data(string html) => JsonDocument.Parse(DataBlock().Match(html).Groups[1].Value).RootElement;

    [GeneratedRegex("""<script type="application/json" id="data">(.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex DataBlock();

    [GeneratedRegex("</script", RegexOptions.IgnoreCase)]
    private static partial Regex ScriptEnd();

    [GeneratedRegex(@"\b(src|href|action)\s*=\s*[""'](?!data:)|@import|url\(|fetch\(|XMLHttpRequest|WebSocket|import\(", RegexOptions.IgnoreCase)]
    private static partial Regex Reference();

    [GeneratedRegex(@"https?://[^\s""'<>]+")]
    private static partial Regex Address();
}
