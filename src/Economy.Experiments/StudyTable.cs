using System.Globalization;
using Economy.Experiments.Sweeps;

namespace Economy.Experiments;

/// <summary>Settings by measures, for a terminal.</summary>
public static class StudyTable
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
            rows.Add([.. values, .. data.Measures.Names.Select(m => Text(cell(setting, m)))]);
        var widths = rows[0].Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            output.WriteLine(string.Join("  ", row.Select((text, column) => text.PadLeft(widths[column]))));
    }

    /// <summary>
    /// Mean ± half width of the 95 % band, to four significant digits of the mean; mean [low, high] where the band ends at what is
    /// possible.
    /// </summary>
    public static string Text(Estimate estimate)
    {
        var magnitude = Math.Max(Math.Abs(estimate.Mean), double.IsNaN(estimate.HalfWidth) ? 0 : estimate.HalfWidth);
        var decimals = 3;
        for (; decimals < 6 && magnitude is > 0 and < 1; magnitude *= 10) decimals++;
        for (; decimals > 0 && magnitude >= 10; magnitude /= 10) decimals--;
        string Number(double value) => double.IsNaN(value) ? "–" : value.ToString("N" + decimals, CultureInfo.InvariantCulture);
        return estimate.IsCut ? $"{Number(estimate.Mean)} [{Number(estimate.Low)}, {Number(estimate.High)}]"
            : $"{Number(estimate.Mean)} ± {Number(estimate.HalfWidth)}";
    }
}
