using System.Globalization;

namespace Economy.World.Demand.Traces;

/// <summary>The rows of a comma-separated file without quotes, under a header line. Malformed rows are set aside up to a stated share.</summary>
internal sealed record CsvTable<T>(IReadOnlyList<T> Rows, IReadOnlyList<MalformedRow> Malformed) where T : notnull;

internal static class CsvTable
{
    private const int LongestLine = 1 << 16;

    public static TraceResult<CsvTable<T>> Read<T>(string path, TraceFormat format, double malformedShare, Func<CsvRow, T> parse) where T : notnull
    {
        try
        {
            using var reader = new StreamReader(path);
            var header = ReadLine(reader);
            if (HeaderError(path, format, header) is { } error) return error;
            var names = header!.Split(',');
            var row = new CsvRow(names.Select((name, index) => (name, index)).ToDictionary(c => c.name, c => c.index));
            var rows = new List<T>();
            var malformed = new List<MalformedRow>();
            var line = 1;
            while (ReadLine(reader) is { } text)
            {
                line++;
                if (text.Length == 0) continue;
                row.Load(text);
                var value = parse(row);
                if (row.Problem is null) rows.Add(value);
                else malformed.Add(new(path, line, row.Problem));
            }
            return Verdict(path, format, malformedShare, new CsvTable<T>(rows, malformed), line);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unreadable(path, format, e);
        }
    }

    /// <summary>The first line of a file, cut at 64 Ki characters; empty where the file is.</summary>
    public static string Header(string path)
    {
        using var reader = new StreamReader(path);
        return ReadLine(reader) ?? "";
    }

    public static TraceError Unreadable(string path, TraceFormat? format, Exception e) => new(path, 0,
        format is null ? "a readable trace file" : $"a readable file, {format.Name}",
        e is FileNotFoundException or DirectoryNotFoundException ? "no such file" : e.Message,
        "Check the path (--data DIR names the folder of the traces) and that it may be read.");

    /// <summary>Text fit for an error message: short, without control characters.</summary>
    public static string Excerpt(string text) => string.Concat(text.Take(60).Select(c => char.IsControl(c) ? '?' : c)) + (text.Length > 60 ? "…" : "");

    private static TraceError? HeaderError(string path, TraceFormat format, string? header)
    {
        if (string.IsNullOrEmpty(header))
            return new(path, 1, $"the header {string.Join(',', format.Columns)}", "an empty file", $"Fetch the file again: {format.Origin}.");
        var names = header.Split(',');
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return new(path, 1, "each column once", $"'{twice.Key}' {twice.Count()} times", $"Fetch the file again: {format.Origin}.");
        var missing = format.Columns.Except(names).ToArray();
        if (missing.Length == 0) return null;
        var found = TraceFormat.Recognise(header) is { } other ? $"the header of {other.Name}" : $"the first line '{Excerpt(header)}'";
        return new(path, 1, $"{format.Name}, with the columns {string.Join(", ", missing)}", found, $"Name the right file: {format.Origin}.");
    }

    private static TraceResult<CsvTable<T>> Verdict<T>(string path, TraceFormat format, double malformedShare, CsvTable<T> table, int lines) where T : notnull
    {
        var total = table.Rows.Count + table.Malformed.Count;
        var again = $"Fetch the file again: {format.Origin}.";
        if (total == 0)
            return new TraceError(path, 2, "rows under the header", "the end of the file", again);
        if (table.Malformed is [.., var last] && last.Line == lines && !EndsInNewline(path))
            return new TraceError(path, lines, "a whole last row", $"a file cut off in the middle of it ({last.Reason})", again);
        if (table.Malformed.Count <= malformedShare * total) return table;
        var places = string.Join(", ", table.Malformed.Take(5).Select(m => m.Line)) + (table.Malformed.Count > 5 ? ", …" : "");
        return new TraceError(path, table.Malformed[0].Line,
            string.Create(CultureInfo.InvariantCulture, $"at most {malformedShare:0.###%} of the rows malformed"),
            string.Create(CultureInfo.InvariantCulture, $"{table.Malformed.Count} of {total} (lines {places}); the first: {table.Malformed[0].Reason}"),
            "Repair these lines, or allow a larger malformed share.");
    }

    private static bool EndsInNewline(string path)
    {
        using var file = File.OpenRead(path);
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }

    /// <summary>A line without its end (LF or CR LF), cut at <see cref="LongestLine"/> so that a binary file cannot fill the memory.</summary>
    private static string? ReadLine(StreamReader reader)
    {
        if (reader.Peek() < 0) return null;
        var text = new System.Text.StringBuilder();
        for (var c = reader.Read(); c >= 0 && c != '\n'; c = reader.Read())
            if (text.Length < LongestLine) text.Append((char)c);
        return text.ToString().TrimEnd('\r');
    }

}
