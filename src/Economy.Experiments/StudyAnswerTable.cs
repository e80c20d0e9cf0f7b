using Economy.Experiments.Sweeps;

namespace Economy.Experiments;

/// <summary>Settings by measures, for a terminal.</summary>
public static class StudyAnswerTable
{
    /// <summary>Writes a row per setting and a column per measure.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="data">The study.</param>
    /// <param name="cell">What stands in a cell; the mean unless given.</param>
    public static void Write(TextWriter output, StudyData data, Func<int, string, Estimate>? cell = null)
    {
        cell ??= data.Mean;
        List<string[]> rows = [[.. data.Factors, .. data.Measures.Names]];
        foreach (var (setting, values) in data.Settings.Index())
            rows.Add([.. values, .. data.Measures.Names.Select(m => StudyTable.Text(cell(setting, m)))]);
        var widths = rows[0].Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            output.WriteLine(string.Join("  ", row.Select((text, column) => text.PadLeft(widths[column]))));
    }
}
