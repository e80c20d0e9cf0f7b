using System.Globalization;

namespace Economy.Experiments.Series;

/// <summary>Cells of tidy tables.</summary>
internal static class SeriesTable
{
    /// <summary>A line; numbers that are none are empty cells.</summary>
    public static string Line(params ReadOnlySpan<object> cells)
    {
        var texts = new string[cells.Length];
        for (var c = 0; c < cells.Length; c++) texts[c] = Cell(cells[c]);
        return string.Join(',', texts);
    }

    private static string Cell(object value) => value switch
    {
        double number => double.IsFinite(number) ? (number + 0.0).ToString("R", CultureInfo.InvariantCulture) : "",
        string text => text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text,
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
