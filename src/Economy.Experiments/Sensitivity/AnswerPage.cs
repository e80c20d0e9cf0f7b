using Economy.Experiments.Sweeps;
using Economy.Reporting;

namespace Economy.Experiments.Sensitivity;

/// <summary>What a study answers, as one page: response curves, heat maps of two factors, and the tables.</summary>
public static class AnswerPage
{
    private const int MostHeatMaps = 24;
    private const int MostRows = 400;

    /// <summary>Writes <c>report.html</c> into a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="title">The study.</param>
    /// <param name="note">What was asked.</param>
    /// <param name="data">What was found.</param>
    /// <param name="tables">The tables, as <see cref="AnswerTables"/> makes them.</param>
    /// <param name="echartsScript">The text of <c>echarts.min.js</c>; empty for a page without charts.</param>
    public static string Write(string folder, string title, string note, StudyData data, IReadOnlyList<TidyTable> tables,
        string echartsScript)
    {
        var file = Path.Combine(folder, "report.html");
        StudyPlot.Write(file, title,
            [.. from measure in data.Measures.Names from factor in data.Factors where data.By(factor).Count > 1
                select Curve(data, factor, measure)],
            echartsScript, note, [.. HeatMaps(data).Take(MostHeatMaps)],
            [.. tables.Where(t => t.Rows.Count <= MostRows).Select(t => new StudyTableView(t.Name, t.Meaning, t.Headers, t.Rows))]);
        return file;
    }

    private static StudyPanel Curve(StudyData data, string factor, string measure) => new(
        $"{measure} over {factor}", measure, factor,
        [.. ResponseCurve.Of(data, factor, measure)
            .Select(p => new StudyPoint(measure, p.X, p.Mean.Mean, p.Mean.Low, p.Mean.High, p.Mean.Runs))]);

    private static IEnumerable<StudyHeatMap> HeatMaps(StudyData data)
    {
        foreach (var (a, b) in FactorialEffects.Pairs(data)
            .Where(p => data.By(p.A).Count <= 2 * ResponseCurve.MostLevels && data.By(p.B).Count <= 2 * ResponseCurve.MostLevels))
        {
            string[] xs = [.. data.By(a).Select(g => g.Value)], ys = [.. data.By(b).Select(g => g.Value)];
            foreach (var measure in data.Measures.Names)
                yield return new($"{measure} by {a} and {b}", measure, a, b, xs, ys,
                    [.. from cell in FactorialEffects.Cells(data, a, b)
                        select new StudyHeat(Array.IndexOf(xs, cell.A), Array.IndexOf(ys, cell.B),
                            data.Mean(cell.Settings, measure).Mean)]);
        }
    }
}
