using Economy.Reporting.Html;
using Economy.Reporting.Runs;

namespace Economy.Reporting;

/// <summary>The report of a run: one HTML file with charts, complete in itself.</summary>
public static class HtmlReport
{
    /// <summary>File name in the run folder.</summary>
    public const string FileName = OwnFiles.Report;

    /// <summary>Writes <c>report.html</c> into a run folder, published or about to be.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="echartsScript">The text of <c>echarts.min.js</c>, which goes into the page; empty for a page with tables but without
    /// charts.</param>
    /// <returns>Path of the report.</returns>
    /// <exception cref="RunFormatException">The folder does not hold a run.</exception>
    /// <exception cref="RunOutputException">The report cannot be written.</exception>
    public static string Write(string folder, string echartsScript)
    {
        var file = Path.Combine(folder, FileName);
        var run = RunReader.Open(folder);
        Page.Write(file, $"{run.Manifest.Name} – economy report", "report.js", ReportData.Of(run), echartsScript);
        return file;
    }
}
