using Economy.Core.Records;
using System.Text;

namespace Economy.Reporting.Tables;

/// <summary>Reads a CSV file row by row (RFC 4180; LF or CR LF).</summary>
/// <param name="file">The file, as errors name it.</param>
/// <param name="table">The table that it holds.</param>
/// <param name="content">What to read in place of the file.</param>
internal sealed class CsvReader(string file, RunTable table, Stream? content = null) : IDisposable
{
    private readonly StreamReader reader = content is null ? Open(file, table) : Reader(content);
    private int line;

    internal CsvRecord Record { get; } = new(file, table);

    /// <summary>Moves to the next row.</summary>
    /// <returns>False at the end of the file.</returns>
    internal bool Next()
    {
        if (reader.Peek() < 0) return false;
        Record.Start(++line);
        while (Cell() == ',') Record.EndCell();
        Record.EndCell();
        return true;
    }

    internal RunFormatException Wrong(string expected, string found) => new(file, Math.Max(1, Record.Line), null, expected, found);

    public void Dispose() => reader.Dispose();

    private static StreamReader Open(string file, RunTable table)
    {
        try
        {
            var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite); // A run may still be writing there.
            return Reader(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunFormatException(file, 1, null, $"the table {table.Name}", e.Message);
        }
    }

    private static StreamReader Reader(Stream stream) => new(stream, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false, 1 << 16);

    /// <summary>Reads one cell and what ends it: a comma, a line feed or the end of the file (−1).</summary>
    private int Cell()
    {
        if (reader.Peek() == '"')
        {
            reader.Read();
            Quoted();
        }

        for (var c = reader.Read(); ; c = reader.Read())
        {
            if (c is ',' or '\n' or -1) return c;
            if (c == '\r' && reader.Peek() == '\n') continue;
            Record.Append((char)c);
        }
    }

    private void Quoted()
    {
        for (var c = reader.Read(); ; c = reader.Read())
        {
            if (c < 0) throw Wrong("a closing quotation mark", "the end of the file");
            if (c == '\n') line++;
            if (c == '"' && reader.Peek() != '"') return;
            if (c == '"') reader.Read();
            Record.Append((char)c);
        }
    }
}
