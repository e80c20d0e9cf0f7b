using Economy.Experiments.Branches;
using Economy.Reporting;

namespace Economy.Cli.Running;

/// <summary>Ensembles side by side, as tables and a page.</summary>
internal static class EnsemblePages
{
    /// <summary>Writes <c>ensemble.csv</c>, <c>stationarity.csv</c> and <c>ensemble.html</c>.</summary>
    /// <returns>Names of what was written.</returns>
    public static string Write(IReadOnlyList<Ensemble> ensembles, string title, string note, string folder, string? chartLibrary)
    {
        Directory.CreateDirectory(folder);
        using (var table = new StreamWriter(Path.Combine(folder, "ensemble.csv"))) EnsembleTable.Write(table, ensembles);
        using (var table = new StreamWriter(Path.Combine(folder, "stationarity.csv"))) EnsembleTable.WriteStationarity(table, ensembles);
        if (chartLibrary is null) return "ensemble.csv, stationarity.csv";
        StudyMark[] marks = [.. ensembles.SelectMany(e => e.Marks.Select(m => new StudyMark(m.Tick, ensembles.Count == 1 ? m.Text : $"{e.Name}: {m.Text}")))];
        StudyPlot.Write(Path.Combine(folder, "ensemble.html"), title, [.. SeriesPanels.Of(ensembles, marks)], chartLibrary, note);
        return "ensemble.csv, stationarity.csv, ensemble.html";
    }
}
