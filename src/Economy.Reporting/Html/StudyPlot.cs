using Economy.Reporting.Html;

namespace Economy.Reporting;

/// <summary>One row of a study's tidy table: the mean of a measure over <paramref name="N"/> runs, with its confidence limits.</summary>
/// <param name="Group">What is compared (a policy, a tax rule): one line.</param>
/// <param name="X">What is varied.</param>
/// <param name="Mean">Mean over the runs.</param>
/// <param name="Low">Lower limit of the 95 % confidence interval of the mean.</param>
/// <param name="High">Upper limit.</param>
/// <param name="N">Number of runs.</param>
public readonly record struct StudyPoint(string Group, double X, double Mean, double Low, double High, int N);

/// <summary>A panel of a study plot.</summary>
/// <param name="Title">The measure.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="XLabel">What is varied, with its unit.</param>
/// <param name="Points">The table, in any order.</param>
public sealed record StudyPanel(string Title, string Unit, string XLabel, IReadOnlyList<StudyPoint> Points)
{
    /// <summary>Whether the varied quantity is shown on a logarithmic axis.</summary>
    public bool LogX { get; init; }

    /// <summary>Whether it is a curve with a point at every tick: drawn without dots, and without a table of its numbers.</summary>
    public bool IsCurve { get; init; }

    /// <summary>Places on the horizontal axis that are marked.</summary>
    public IReadOnlyList<StudyMark> Marks { get; init; } = [];

    /// <summary>What is to be said of it, below its title.</summary>
    public string Note { get; init; } = "";
}

/// <summary>A mark on the horizontal axis of a panel.</summary>
/// <param name="X">Where.</param>
/// <param name="Text">What it marks.</param>
public sealed record StudyMark(double X, string Text);

/// <summary>A cell of a heat map.</summary>
/// <param name="X">Place of its value on the horizontal axis.</param>
/// <param name="Y">Place of its value on the vertical axis.</param>
/// <param name="Value">What is there.</param>
public readonly record struct StudyHeat(int X, int Y, double Value);

/// <summary>A measure over two factors.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="XLabel">The factor on the horizontal axis.</param>
/// <param name="YLabel">The factor on the vertical axis.</param>
/// <param name="Xs">Its values.</param>
/// <param name="Ys">Those of the other.</param>
/// <param name="Cells">The cells.</param>
public sealed record StudyHeatMap(string Title, string Unit, string XLabel, string YLabel, IReadOnlyList<string> Xs, IReadOnlyList<string> Ys,
    IReadOnlyList<StudyHeat> Cells);

/// <summary>A table of a study.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Meaning">What a row is.</param>
/// <param name="Headers">Headers of the columns.</param>
/// <param name="Rows">Cells, text or numbers.</param>
public sealed record StudyTableView(string Title, string Meaning, IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>Plots of a study: lines of means with confidence bands, several panels, one HTML file complete in itself.</summary>
public static class StudyPlot
{
    /// <summary>Writes the page.</summary>
    /// <param name="path">The HTML file.</param>
    /// <param name="title">Title of the study: its question, say.</param>
    /// <param name="panels">The panels, in reading order.</param>
    /// <param name="echartsScript">The text of <c>echarts.min.js</c>, which goes into the page.</param>
    /// <param name="note">What was done and found, in a sentence or two.</param>
    /// <param name="heatMaps">Heat maps below them.</param>
    /// <param name="tables">Tables below these.</param>
    /// <exception cref="RunOutputException">The file cannot be written.</exception>
    public static void Write(string path, string title, IReadOnlyList<StudyPanel> panels, string echartsScript, string note = "",
        IReadOnlyList<StudyHeatMap>? heatMaps = null, IReadOnlyList<StudyTableView>? tables = null) =>
        Page.Write(path, title, "study.js", new
        {
            Title = title,
            Note = note,
            Panels = panels.Select(Shown),
            HeatMaps = (heatMaps ?? []).Select(h => new { h.Title, h.Unit, h.XLabel, h.YLabel, h.Xs, h.Ys, Cells = h.Cells.Select(c => new object?[] { c.X, c.Y, Curves.Short(c.Value) }) }),
            Tables = (tables ?? []).Select(t => new { t.Title, t.Meaning, t.Headers, Rows = t.Rows.Select(r => r.Select(c => c is double x ? Curves.Short(x) : c)) }),
        }, echartsScript);

    private static object Shown(StudyPanel panel) => new
    {
        panel.Title,
        panel.Unit,
        panel.XLabel,
        panel.LogX,
        panel.IsCurve,
        panel.Note,
        Marks = panel.Marks.Select(mark => new { mark.X, mark.Text }),
        Groups = panel.Points.GroupBy(p => p.Group).Select(g => new
        {
            Name = g.Key,
            Points = g.OrderBy(p => p.X).Select(p => new[] { p.X, p.Mean, p.Low, p.High }.Select(Curves.Short).Append(p.N)),
        }),
    };
}
