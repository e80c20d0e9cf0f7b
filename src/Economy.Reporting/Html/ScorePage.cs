using Economy.Reporting.Html;

namespace Economy.Reporting;

/// <summary>A stylised fact beside what runs say of it.</summary>
public sealed record ScoreLine
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it says.</summary>
    public required string Meaning { get; init; }

    /// <summary>Lower end of its band.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end of its band.</summary>
    public required double High { get; init; }

    /// <summary>What was measured on real systems.</summary>
    public required IReadOnlyList<(string System, double Value)> Figures { get; init; }

    /// <summary>What the runs say.</summary>
    public required IReadOnlyList<double> Values { get; init; }

    /// <summary>The verdict.</summary>
    public required string Verdict { get; init; }

    /// <summary>Why the runs say nothing; null where they do.</summary>
    public string? Reason { get; init; }

    /// <summary>What is to be known of the values.</summary>
    public string? Note { get; init; }
}

/// <summary>A scorecard as one HTML file complete in itself: for every fact the picture of the data and that of the model.</summary>
public static class ScorePage
{
    /// <summary>Writes the page.</summary>
    /// <param name="path">The HTML file.</param>
    /// <param name="title">Its title.</param>
    /// <param name="lines">The facts.</param>
    /// <param name="echartsScript">The text of <c>echarts.min.js</c>, which goes into the page; empty for a table alone.</param>
    /// <param name="note">What came of it, in a sentence.</param>
    /// <exception cref="RunOutputException">The file cannot be written.</exception>
    public static void Write(string path, string title, IReadOnlyList<ScoreLine> lines, string echartsScript, string note) =>
        Page.Write(path, title, "score.js", new { Title = title, Note = note, Lines = lines.Select(Shown) }, echartsScript);

    private static object Shown(ScoreLine line) => new
    {
        line.Name,
        line.Meaning,
        Band = new[] { Curves.Short(line.Low), Curves.Short(line.High) },
        Figures = line.Figures.Select(f => new { f.System, Value = Curves.Short(f.Value) }),
        Values = line.Values.Select(Curves.Short),
        line.Verdict,
        line.Reason,
        line.Note,
    };
}
