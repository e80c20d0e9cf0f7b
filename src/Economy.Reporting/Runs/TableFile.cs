using System.Reflection;
using System.Security.Cryptography;
using Economy.Reporting.Tables;

namespace Economy.Reporting.Runs;

/// <summary>A table being written: its rows go to a file and into a running hash.</summary>
internal abstract class TableFile : IDisposable
{
    private readonly FileStream stream;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    protected TableFile(RunTable table, string folder)
    {
        Table = table;
        Path = System.IO.Path.Combine(folder, table.File);
        stream = RunOutputException.At(Path, () => new FileStream(Path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0));
        Csv = new CsvWriter(Send);
        Csv.Line(table.HeaderLine);
    }

    internal RunTable Table { get; }

    protected string Path { get; }

    protected CsvWriter Csv { get; }

    protected long Count { get; set; }

    /// <summary>The table of a row type, open in a folder.</summary>
    internal static TableFile Open(RunTable table, string folder) => (TableFile)Activator.CreateInstance(
        typeof(TableFile<>).MakeGenericType(table.Row), BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DoNotWrapExceptions, null, [folder], null)!;

    /// <summary>Writes what is buffered and closes the file.</summary>
    internal WrittenTable Close()
    {
        Csv.Flush();
        RunOutputException.At(Path, stream.Dispose);
        return new WrittenTable { Name = Table.Name, Rows = Count, Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset()) };
    }

    public void Dispose()
    {
        try
        {
            stream.Dispose();
        }
        catch (IOException)
        {
            // Given up: the file is removed with its folder.
        }

        hash.Dispose();
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
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

        hash.AppendData(bytes);
    }
}

/// <summary>A table being written, by row type. Rows may come from any thread.</summary>
internal sealed class TableFile<TRow> : TableFile
    where TRow : struct
{
    private readonly KeyOrder<TRow> order = new();
    private readonly Lock gate = new();

    internal TableFile(string folder)
        : base(Rows<TRow>.Table, folder)
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
}
