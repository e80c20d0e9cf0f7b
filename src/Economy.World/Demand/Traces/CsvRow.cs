using System.Globalization;

namespace Economy.World.Demand.Traces;

/// <summary>The fields of one row by column name. The first field that does not hold what was asked for becomes <see cref="Problem"/>.</summary>
internal sealed class CsvRow(IReadOnlyDictionary<string, int> columns)
{
    private string[] _fields = [];

    public string? Problem { get; private set; }

    public void Load(string line)
    {
        _fields = line.Split(',');
        Problem = _fields.Length == columns.Count ? null : $"expected {columns.Count} fields, found {_fields.Length}";
    }

    public string Text(string column) => Problem is null ? _fields[columns[column]] : "";

    public long Integer(string column, long min, long max) => OptionalInteger(column, min, max) ?? Fail(column, Range(min, max));

    /// <summary>Null where the field is blank.</summary>
    public long? OptionalInteger(string column, long min, long max)
    {
        var text = Text(column);
        if (text.Length == 0) return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max) return value;
        return Fail(column, Range(min, max));
    }

    public DateTime Time(string column)
    {
        if (DateTime.TryParse(Text(column), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)) return time;
        Fail(column, "a date and time");
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
}
