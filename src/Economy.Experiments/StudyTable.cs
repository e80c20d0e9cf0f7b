using System.Globalization;

namespace Economy.Experiments;

/// <summary>The means of a study, with their 95 % bands, as a table for a terminal.</summary>
public static class StudyTable
{
    /// <summary>Writes a row per setting and a column per measure.</summary>
    /// <param name="baseline">Gives the setting to compare one with; the table then holds paired differences to it.</param>
    public static void Write(TextWriter output, StudyResults results, Func<Setting, Setting>? baseline = null)
    {
        Estimate Cell(Setting setting, string measure) =>
            baseline is null ? results.Mean(setting, measure) : results.Difference(setting, baseline(setting), measure);
        List<string[]> rows = [["setting", "x", .. results.Measures.Select(m => m.Name)]];
        foreach (var setting in results.Settings)
            rows.Add([setting.Name, setting.X.ToString(CultureInfo.InvariantCulture),
                .. results.Measures.Select(m => Text(Cell(setting, m.Name)))]);
        var widths = rows[0].Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            output.WriteLine(string.Join("  ",
                row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))));
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
