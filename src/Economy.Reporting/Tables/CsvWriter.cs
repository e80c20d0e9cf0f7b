using System.Buffers;
using System.Globalization;
using System.Text;

namespace Economy.Reporting.Tables;

/// <summary>
/// Writes cells as CSV (RFC 4180, but LF): UTF-8 without byte order mark, invariant numbers, doubles in their shortest form
/// that reads back to the same bits, an empty cell for NaN and null. What is full goes to <paramref name="flush"/>.
/// </summary>
internal sealed class CsvWriter(Action<ReadOnlySpan<byte>> flush)
{
    private const int LongestNumber = 32;
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n");
    private byte[] buffer = new byte[1 << 16];
    private int used;
    private bool inRow;

    internal void Write(int value) => Number(value);

    internal void Write(long value) => Number(value);

    internal void Write(double value)
    {
        if (double.IsNaN(value)) Separate();
        else Number(value);
    }

    internal void Write(long? value)
    {
        if (value is { } number) Number(number);
        else Separate();
    }

    internal void Write(string text)
    {
        Separate();
        var quoted = text.AsSpan().ContainsAny(NeedsQuotes);
        var cell = quoted ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
        Raw(cell);
    }

    internal void EndRow()
    {
        Reserve(1);
        buffer[used++] = (byte)'\n';
        inRow = false;
    }

    internal void Line(string text)
    {
        Raw(text);
        EndRow();
    }

    internal void Flush()
    {
        flush(buffer.AsSpan(0, used));
        used = 0;
    }

    private void Number<T>(T value)
        where T : IUtf8SpanFormattable
    {
        Separate();
        Reserve(LongestNumber);
        value.TryFormat(buffer.AsSpan(used), out var written, default, CultureInfo.InvariantCulture);
        used += written;
    }

    private void Separate()
    {
        Reserve(1);
        if (inRow) buffer[used++] = (byte)',';
        inRow = true;
    }

    private void Raw(string text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        used += Encoding.UTF8.GetBytes(text, buffer.AsSpan(used));
    }

    private void Reserve(int bytes)
    {
        if (used + bytes <= buffer.Length) return;
        Flush();
        if (bytes > buffer.Length) buffer = new byte[bytes];
    }
}
