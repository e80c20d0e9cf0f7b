using System.Globalization;
using CsvHelper;

namespace Economy.World.Demand.Traces;

/// <summary>The rows of a trace file. Malformed ones are set aside up to a stated share.</summary>
internal sealed record CsvTable<T>(IReadOnlyList<T> Rows, IReadOnlyList<MalformedRow> Malformed) where T : notnull;

internal static class CsvTable
{
    /// <summary>What is expected of a file of which nothing is known yet.</summary>
    public const string AReadableFile = "a readable trace file";

    public static TraceResult<CsvTable<T>> Read<T>(string path, TraceFormat format, double malformedShare,
        Func<CsvRow, T> parse) where T : notnull
    {
        try
        {
            using var file = CsvFile.Open(path);
            return Read(file, format, malformedShare, parse);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return Unreadable(path, format, e);
        }
    }

    /// <summary>Reads the rows of a file that is open, whatever its columns.</summary>
    public static TraceResult<CsvTable<T>> Read<T>(CsvFile file, TraceFormat format, double malformedShare,
        Func<CsvRow, T> parse) where T : notnull
    {
        if (HeaderError(file, format) is { } error) return error;
        var row = new CsvRow(file.Names);
        var (rows, malformed, isTorn) = (new List<T>(), new List<MalformedRow>(), false);
        try
        {
            while (file.Next())
            {
                row.Load(file);
                var value = parse(row);
                if (row.Problem is null) rows.Add(value);
                else malformed.Add(new(file.Path, file.Line, row.Problem));
                isTorn = row.Problem is not null && file.IsCutOff;
            }
        }
        catch (MaxFieldSizeException)
        {
            return new TraceError(file.Path, file.Line, $"fields of at most {CsvFile.Longest} characters", "a longer one",
                "Look for a quote that is not closed above this line.");
        }

        return Verdict(file, format, malformedShare, new CsvTable<T>(rows, malformed), isTorn);
    }

    public static bool IsUnreadable(Exception e) => e is IOException or UnauthorizedAccessException or InvalidDataException;

    public static TraceError Unreadable(string path, TraceFormat? format, Exception e) => new(path, 0,
        format is null ? AReadableFile : $"a readable file, {format.Name}",
        e is FileNotFoundException or DirectoryNotFoundException ? "no such file" : e.Message,
        "Check the path (--data DIR names the folder of the traces) and that it may be read.");

    /// <summary>Text fit for an error message: short, without control characters.</summary>
    public static string Excerpt(string text) =>
        string.Concat(text.Take(60).Select(c => char.IsControl(c) ? '?' : c)) + (text.Length > 60 ? "…" : "");

    private static TraceError? HeaderError(CsvFile file, TraceFormat format)
    {
        if (file.HeaderLine.Length == 0)
            return new(file.Path, 1, $"the header {string.Join(',', format.Columns)}", "an empty file",
                $"Fetch the file again: {format.Origin}.");
        if (format.Columns.FirstOrDefault(column => file.Names.Count(name => name == column) > 1) is { } twice)
            return new(file.Path, 1, "each column once", $"'{twice}' {file.Names.Count(name => name == twice)} times",
                $"Fetch the file again: {format.Origin}.");
        var missing = format.Columns.Except(file.Names).ToArray();
        if (missing.Length == 0) return null;
        var found = TraceFormat.Recognise(file.Names) is { } other ? $"the header of {other.Name}"
            : $"the first line '{Excerpt(file.HeaderLine)}'";
        return new(file.Path, 1, $"{format.Name}, with the columns {string.Join(", ", missing)}", found,
            $"Name the right file: {format.Origin}.");
    }

    private static TraceResult<CsvTable<T>> Verdict<T>(CsvFile file, TraceFormat format, double malformedShare, CsvTable<T> table,
        bool isTorn) where T : notnull
    {
        var total = table.Rows.Count + table.Malformed.Count;
        var again = $"Fetch the file again: {format.Origin}.";
        if (total == 0)
            return new TraceError(file.Path, 2, "rows under the header", "the end of the file", again);
        if (isTorn)
            return new TraceError(file.Path, table.Malformed[^1].Line, "a whole last row",
                $"a file cut off in the middle of it ({table.Malformed[^1].Reason})", again);
        if (table.Malformed.Count <= malformedShare * total) return table;
        var places = string.Join(", ", table.Malformed.Take(5).Select(m => m.Line)) + (table.Malformed.Count > 5 ? ", …" : "");
        return new TraceError(file.Path, table.Malformed[0].Line,
            string.Create(CultureInfo.InvariantCulture, $"at most {malformedShare:0.###%} of the rows malformed"),
            string.Create(CultureInfo.InvariantCulture, $"{table.Malformed.Count} of {total} (lines {places}); the first: {table.Malformed[0].Reason}"),
            "Repair these lines, or allow a larger malformed share.");
    }
}
