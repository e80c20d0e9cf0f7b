using System.Reflection;
using System.Security.Cryptography;
using Economy.Core.Records;
using Economy.Reporting.Tables;

namespace Economy.Reporting.Runs;

/// <summary>A table being written: its rows go into a running hash, and to a file unless it is not kept.</summary>
internal abstract class TableFile : IDisposable
{
    private readonly FileStream? stream;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    protected TableFile(RunTable table, string? folder, TableMark? saved)
    {
        Table = table;
        Path = System.IO.Path.Combine(folder ?? "", table.File);
        Csv = new CsvWriter(Send);
        if (saved is { } mark)
        {
            stream = RunOutputException.At(Path,
                () => new FileStream(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0));
            Resume(stream, mark);
            return;
        }

        if (folder is not null)
            stream = RunOutputException.At(Path, () => new FileStream(Path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0));
        Csv.Line(table.HeaderLine);
    }

    internal RunTable Table { get; }

    protected string Path { get; }

    protected CsvWriter Csv { get; }

    protected long Count { get; set; }

    /// <summary>The table of a row type, open in a folder.</summary>
    /// <param name="folder">The folder; null where only the table's hash is wanted.</param>
    /// <param name="saved">How far it was written, where it is there already; what follows is cut off.</param>
    internal static TableFile Open(RunTable table, string? folder, TableMark? saved = null) => (TableFile)Activator.CreateInstance(
        typeof(TableFile<>).MakeGenericType(table.Row), BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DoNotWrapExceptions,
        null, [folder, saved], null)!;

    /// <summary>Writes what is buffered and closes the file.</summary>
    internal WrittenTable Close()
    {
        Csv.Flush();
        RunOutputException.At(Path, () =>
        {
            stream?.Flush(flushToDisk: true);
            stream?.Dispose();
        });
        return new WrittenTable { Name = Table.Name, Rows = Count, Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset()) };
    }

    /// <summary>Writes what is buffered to the disk, and says how far it has come.</summary>
    internal TableMark Mark()
    {
        Csv.Flush();
        RunOutputException.At(Path, () => stream!.Flush(flushToDisk: true));
        return new TableMark(stream!.Length, Count, Convert.ToHexStringLower(hash.GetCurrentHash()));
    }

    /// <summary>Writes what is buffered.</summary>
    internal abstract void Flush();

    /// <summary>Hands over the rows that are in the file.</summary>
    internal abstract void Replay(IRunSink rows);

    public void Dispose()
    {
        try
        {
            stream?.Dispose();
        }
        catch (IOException)
        {
            // Given up: the file is removed with its folder.
        }

        hash.Dispose();
    }

    private void Resume(FileStream stream, TableMark mark)
    {
        Span<byte> bytes = new byte[1 << 16];
        var left = mark.Length;
        for (int read; left > 0 && (read = stream.Read(bytes[..(int)Math.Min(left, bytes.Length)])) > 0; left -= read)
            hash.AppendData(bytes[..read]);
        if (left > 0 || Convert.ToHexStringLower(hash.GetCurrentHash()) != mark.Sha256)
        {
            stream.Dispose();
            throw new RunDamagedException(Path, "the table is not what the run had written by its checkpoint",
                "Restore the file from a copy, or remove the unfinished run and run the scenario again.");
        }

        stream.SetLength(mark.Length);
        Count = mark.Rows;
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        hash.AppendData(bytes);
        if (stream is null) return;
        // A removed file could be written to for ever without an error.
        if (!File.Exists(Path)) throw RunOutputException.Gone(System.IO.Path.GetDirectoryName(Path)!);
        try
        {
            stream.Write(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw RunOutputException.From(Path, e);
        }
    }
}

/// <summary>How far a table has been written.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Rows">Rows, the header not counted.</param>
/// <param name="Sha256">Hash of these bytes.</param>
internal readonly record struct TableMark(long Length, long Rows, string Sha256);

/// <summary>A table being written, by row type. Rows may come from any thread.</summary>
internal sealed class TableFile<TRow> : TableFile
    where TRow : struct
{
    private readonly KeyOrder<TRow> order = new();
    private readonly Lock gate = new();

    internal TableFile(string? folder, TableMark? saved)
        : base(Rows<TRow>.Table, folder, saved)
    {
    }

    internal void Write(in TRow row)
    {
        lock (gate)
        {
            if (order.Next(row) is { } wrong) throw new InvalidOperationException($"{Table.Name}: {wrong}.");
            Rows<TRow>.Write(Csv, row);
            Csv.EndRow();
            Count++;
        }
    }

    internal override void Flush()
    {
        lock (gate) Csv.Flush();
    }

    internal override void Replay(IRunSink rows)
    {
        foreach (var row in RunReader.StreamFile<TRow>(System.IO.Path.GetDirectoryName(Path)!)) rows.Write(row);
    }
}
