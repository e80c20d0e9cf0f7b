using System.Globalization;

namespace Economy.Experiments;

/// <summary>A tidy table of results: a CSV file, and a table of a page.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="Meaning">What a row is, in a sentence.</param>
/// <param name="Headers">Headers of the columns.</param>
/// <param name="Rows">Cells: text and numbers; what is not a number is left empty.</param>
public sealed record TidyTable(string Name, string Meaning, IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    /// <summary>CSV (RFC 4180, but LF), numbers in their shortest form that reads back.</summary>
    public string Csv() => string.Concat(Rows.Select(r => r.Select(Cell)).Prepend(Headers)
        .Select(line => string.Join(',', line.Select(Quoted)) + "\n"));

    /// <summary>Writes <c>NAME.csv</c> into a folder.</summary>
    public void Write(string folder) => File.WriteAllText(Path.Combine(folder, Name + ".csv"), Csv());

    private static string Cell(object? value) => value switch
    {
        null or double.NaN => "",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
