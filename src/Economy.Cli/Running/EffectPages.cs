using System.Globalization;
using Economy.Experiments;
using Economy.Experiments.Effects;
using Economy.Experiments.Series;
using Economy.Reporting;

namespace Economy.Cli.Running;

/// <summary>What a calendar did, as a table, a page and a few lines.</summary>
internal static class EffectPages
{
    private static readonly string[] Headline =
    [
        "participants", "money_supply_minor", "spending_minor", "notional_minor", "treasury_minor", "velocity_per_tick", "price_index",
        "real_volume", "wealth_gini", "wealth_top10_share", "utility_utils", "rest_share", "jobs_waiting", "welfare_minor",
    ];

    /// <summary>Writes <c>effects.csv</c> and <c>effect.html</c>, and prints the mean differences since the first change.</summary>
    public static void Write(EffectResults results, string folder, string? chartLibrary)
    {
        Directory.CreateDirectory(folder);
        using (var table = new StreamWriter(Path.Combine(folder, "effects.csv"))) results.Write(table);
        if (chartLibrary is not null)
            StudyPlot.Write(Path.Combine(folder, "effect.html"), $"{results.Scenario.Name}: what the calendar does", [.. Panels(results)],
                chartLibrary, Said(results));
        Console.WriteLine(Said(results));
        Print(results);
        Console.WriteLine($"\nwritten to {folder}: effects.csv{(chartLibrary is null ? "" : ", effect.html")}");
    }

    private static string Said(EffectResults results) => FormattableString.Invariant(
        $"With the calendar minus without it, {results.Pairs.Count} seeds, the same for both. Of {results.Same} of {results.Pairs.Count} seeds the economy is the same with and without it, to the byte.");

    private static void Print(EffectResults results)
    {
        var first = results.Scenario.Calendar!.Min(entry => entry.At);
        Console.WriteLine(FormattableString.Invariant($"\nMean differences over ticks {first} to {results.Scenario.Ticks}, ± half the 95 % band; * where the band leaves out 0\n"));
        foreach (var key in Shown(results))
        {
            var e = results.Over(key, first, results.Scenario.Ticks);
            var share = results.ShareOver(key, first, results.Scenario.Ticks);
            if (e.Runs == 0) continue;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {Name(key),-44} {StudyTable.Text(e),26}{(e.Low > 0 || e.High < 0 ? " *" : "  ")} {(double.IsFinite(share.Mean) ? $"{share.Mean:+0.0 %;-0.0 %;0 %}" : ""),9}"));
        }
    }

    private static IEnumerable<SeriesKey> Shown(EffectResults results) =>
        results.Measures.Where(key => (key.Table == "ticks" && Headline.Contains(key.Column)) || key.Table == "cohorts");

    private static string Name(SeriesKey key) => key.Group.Length == 0 ? key.Column : $"{key.Column}, {key.Group.Replace(" / ", " ", StringComparison.Ordinal)}";

    private static IEnumerable<StudyPanel> Panels(EffectResults results)
    {
        StudyMark[] marks = [.. results.Marks.Select(mark => new StudyMark(mark.Tick, mark.Text))];
        StudyPanel Panel(string title, string unit, IEnumerable<(string Name, SeriesKey Key)> lines) =>
            new(title, unit, "tick", [.. lines.SelectMany(line => SeriesPanels.Points(line.Name, results.Of(line.Key)))])
            { IsCurve = true, Marks = marks };
        foreach (var key in results.Measures.Where(key => key.Table == "ticks" && Headline.Contains(key.Column)))
            yield return Panel(SeriesPanels.Words(key.Column), "difference", [("with − without", key)]);
        foreach (var part in results.Measures.Where(key => key.Table == "cohorts" && key.Column != "participants")
            .GroupBy(key => (By: key.Group.Split(" / ")[0], key.Column)))
            yield return Panel($"{SeriesPanels.Words(part.Key.Column)} by {(part.Key.By == "decile" ? "tenth of wealth before" : part.Key.By)}",
                "difference of the mean of a participant", part.Select(key => (key.Group.Split(" / ")[1], key)));
    }
}
