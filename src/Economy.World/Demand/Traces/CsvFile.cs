using System.Globalization;
using System.IO.Compression;
using CsvHelper;
using CsvHelper.Configuration;

namespace Economy.World.Demand.Traces;

/// <summary>
/// A file of separated fields (RFC 4180) under a header line, opened once and read forwards, so that it may be a pipe. Commas, semicolons
/// or tabs separate, as the header does; gzip is seen through.
/// </summary>
internal sealed class CsvFile : IDisposable
{
    /// <summary>Most characters in a header or a field, so that a binary file cannot fill the memory.</summary>
    public const int Longest = 1 << 16;

    private readonly StreamReader text;
    private readonly CsvParser rows;
    private bool isBad;

    private CsvFile(string path, StreamReader text)
    {
        (Path, this.text) = (path, text);
        HeaderLine = ReadLine(text);
        var separator = HeaderLine.Contains(',', StringComparison.Ordinal) ? "," : HeaderLine.Contains(';', StringComparison.Ordinal) ? ";"
            : HeaderLine.Contains('\t', StringComparison.Ordinal) ? "\t" : ",";
        IParserConfiguration plain = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = separator, HasHeaderRecord = false, IgnoreBlankLines = true, MaxFieldSize = Longest + 1,
            BadDataFound = _ => isBad = true,
        };
        using var header = new CsvParser(new StringReader(HeaderLine), plain);
        Names = header.Read() ? header.Record! : [];
        isBad = false;
        rows = new CsvParser(text, plain);
    }

    public string Path { get; }

    /// <summary>The first line, cut at <see cref="Longest"/>; empty where the file is.</summary>
    public string HeaderLine { get; }

    /// <summary>The names in it.</summary>
    public string[] Names { get; }

    /// <summary>The fields of the present row.</summary>
    public string[] Fields => rows.Record!;

    /// <summary>Whether quotes stand in it where they cannot.</summary>
    public bool IsMisquoted => isBad;

    /// <summary>Line on which it ends, from 1.</summary>
    public int Line => rows.RawRow + 1;

    /// <summary>Whether its line is not ended.</summary>
    public bool IsCutOff => rows.RawRecord is [.., not ('\n' or '\r')];

    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is compressed in another way than gzip.</exception>
    public static CsvFile Open(string path)
    {
        var bytes = new BufferedStream(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1), 1 << 16);
        try
        {
            return new CsvFile(path, new StreamReader(Plain(bytes)));
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <summary>Moves to the next row.</summary>
    /// <exception cref="MaxFieldSizeException">A field is too long.</exception>
    public bool Next()
    {
        isBad = false;
        return rows.Read();
    }

    public void Dispose()
    {
        rows.Dispose();
        text.Dispose();
    }

    private static Stream Plain(BufferedStream bytes)
    {
        var start = new byte[4];
        var read = bytes.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var whole = new Continued(start.AsMemory(0, read), bytes);
        return start switch
        {
            [0x1f, 0x8b, ..] => new GZipStream(whole, CompressionMode.Decompress),
            [0x28, 0xb5, 0x2f, 0xfd] => throw Compressed("zstd", "zstd -d"),
            [0xfd, 0x37, 0x7a, 0x58] => throw Compressed("xz", "xz -d"),
            [0x42, 0x5a, 0x68, _] => throw Compressed("bzip2", "bzip2 -d"),
            [0x50, 0x4b, 3, 4] => throw Compressed("zip", "unzip"),
            [0x50, 0x41, 0x52, 0x31] => throw new InvalidDataException("it is a Parquet file: write it as CSV, say with pandas' to_csv"),
            _ => whole,
        };
    }

    private static InvalidDataException Compressed(string how, string program) =>
        new($"it is compressed with {how}: decompress it with {program}, or with gzip compress it");

    private static string ReadLine(StreamReader reader)
    {
        var line = new System.Text.StringBuilder();
        for (var c = reader.Read(); c >= 0 && c != '\n'; c = reader.Read())
            if (line.Length < Longest) line.Append((char)c);
        return line.ToString().TrimEnd('\r');
    }

    /// <summary>A stream of which the first bytes have been read already.</summary>
    private sealed class Continued(ReadOnlyMemory<byte> start, Stream rest) : Stream
    {
        private ReadOnlyMemory<byte> left = start;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (left.IsEmpty) return rest.Read(buffer);
            var taken = Math.Min(left.Length, buffer.Length);
            left.Span[..taken].CopyTo(buffer);
            left = left[taken..];
            return taken;
        }

        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) rest.Dispose();
            base.Dispose(disposing);
        }
    }
}
