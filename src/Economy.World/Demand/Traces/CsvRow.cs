using System.Globalization;
using System.Text.RegularExpressions;

namespace Economy.World.Demand.Traces;

/// <summary>
/// The fields of one row by column name, as the publisher wrote them or as R and pandas write them again: NA and its like for nothing,
/// 427061.0 or 4.27061e+05 for a whole number. The first field that does not hold what was asked for becomes <see cref="Problem"/>.
/// </summary>
internal sealed partial class CsvRow
{
    private static readonly HashSet<string> Nothing =
        new(["NA", "N/A", "<NA>", "NaN", "nan", "NULL", "null", "None"], StringComparer.Ordinal);

    private readonly Dictionary<string, int> columns;
    private readonly int count;
    private string[] fields = [];

    /// <param name="names">The names of the columns; of one that stands twice, the first.</param>
    public CsvRow(string[] names) =>
        (columns, count) = (names.Index().DistinctBy(c => c.Item).ToDictionary(c => c.Item, c => c.Index), names.Length);

    public string? Problem { get; private set; }

    public void Load(CsvFile file)
    {
        fields = file.Fields;
        Problem = fields.Length != count ? $"expected {count} fields, found {fields.Length}"
            : file.IsMisquoted ? "a quote stands within a field, or is not closed" : null;
    }

    /// <summary>Blank where the field is, or says that nothing is there.</summary>
    public string Text(string column)
    {
        var text = Problem is null ? fields[columns[column]] : "";
        return Nothing.Contains(text) ? "" : text;
    }

    public long Integer(string column, long min, long max) => OptionalInteger(column, min, max) ?? Fail(column, Range(min, max));

    /// <summary>Null where the field is blank.</summary>
    public long? OptionalInteger(string column, long min, long max)
    {
        var text = Text(column);
        if (text.Length == 0) return null;
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value == decimal.Truncate(value)
            && value >= min && value <= max) return (long)value;
        return Fail(column, Range(min, max));
    }

    /// <summary>A date and time as ISO 8601 has it, in UTC unless it says otherwise; what is finer than 100 ns is cut.</summary>
    public DateTime Time(string column)
    {
        var iso = IsoTime().Match(Text(column));
        if (iso.Success && DateTime.TryParse(
            $"{iso.Groups[1]}T{iso.Groups[2]}{iso.Groups[3]}{iso.Groups[4]}", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)) return time;
        Fail(column, "an ISO date and time, as 2023-11-16 18:15:46");
        return default;
    }

    public T Word<T>(string column, params ReadOnlySpan<(string Word, T Value)> words)
    {
        var text = Text(column);
        foreach (var (word, value) in words)
            if (word == text) return value;
        Fail(column, "one of " + string.Join(", ", words.ToArray().Select(w => w.Word)));
        return words[0].Value;
    }

    public long Fail(string column, string expected)
    {
        Problem ??= $"{column}: expected {expected}, found '{CsvTable.Excerpt(Text(column))}'";
        return 0;
    }

    private static string Range(long min, long max) => max == long.MaxValue ? $"an integer ≥ {min}" : $"an integer in {min}…{max}";

    [GeneratedRegex(@"^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(\.\d{1,7})?\d* ?(Z|[+-]\d{2}:\d{2})?$", RegexOptions.CultureInvariant)]
    private static partial Regex IsoTime();
}
