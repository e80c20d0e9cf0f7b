using Economy.Reporting;

namespace Economy.Tests.Reporting;

public sealed class StudyPlotTests
{
    private static readonly string[] Policies = ["equal", "proportional", "attention with prices"];

    internal static IReadOnlyList<StudyPanel> Panels { get; } =
    [
        new("Trading volume", "units per tick", "transaction tax (%)", Made(90, -6)),
        new("Gini of wealth", "0 to 1", "transaction tax (%)", Made(0.6, -0.01)),
        new("Revenue", "coins per tick", "transaction tax (%)", Made(0, 14)),
        new("Waiting time", "ticks", "load (× capacity)", [.. Made(3, 2).Select(p => p with { X = Math.Pow(2, p.X / 2) })]) { LogX = true },
    ];

    [Fact]
    public void Groups_are_sorted_along_x_and_text_stays_text()
    {
        using var folder = new TemporaryFolder();
        StudyPlot.Write(folder["plot.html"], "Tax & <b>trade</b>", [new("Volume", "units", "tax (%)", [new("a</script>", 2, 5, 4, 6, 3), new("a</script>", 1, 7, 6, double.NaN, 3)])], Echarts.StandIn);
        var html = File.ReadAllText(folder["plot.html"]);
        Assert.Contains("<title>Tax &amp; &lt;b&gt;trade&lt;/b&gt;</title>", html, StringComparison.Ordinal);
        Assert.Contains("\"points\":[[1,7,6,null,3],[2,5,4,6,3]]", html, StringComparison.Ordinal);
        Assert.DoesNotContain("a</script>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_named() =>
        Assert.Equal("/proc/plot.html", Assert.Throws<RunOutputException>(() => StudyPlot.Write("/proc/plot.html", "", Panels, Echarts.StandIn)).Place);

    private static List<StudyPoint> Made(double level, double slope) =>
    [
        .. from g in Enumerable.Range(0, 3)
           from x in Enumerable.Range(0, 11)
           let mean = level + slope * x * (1 + 0.3 * g) / (1 + 0.1 * x)
           let half = (Math.Abs(slope) + 0.01 * level) * (0.3 + 0.1 * x)
           select new StudyPoint(Policies[g], x, mean, mean - half, mean + half, 20),
    ];
}
