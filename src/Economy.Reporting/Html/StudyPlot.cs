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

/// <summary>Plots of a study: lines of means with confidence bands, several panels, one HTML file complete in itself.</summary>
public static class StudyPlot
{
    /// <summary>Writes the page.</summary>
    /// <param name="path">The HTML file.</param>
    /// <param name="title">Title of the study: its question, say.</param>
    /// <param name="panels">The panels, in reading order.</param>
    /// <param name="echartsScript">The text of <c>echarts.min.js</c>, which goes into the page.</param>
    /// <param name="note">What was done and found, in a sentence or two.</param>
    /// <exception cref="RunOutputException">The file cannot be written.</exception>
    public static void Write(string path, string title, IReadOnlyList<StudyPanel> panels, string echartsScript, string note = "") =>
        Page.Write(path, title, "study.js", new { Title = title, Note = note, Panels = panels.Select(Shown) }, echartsScript);

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
