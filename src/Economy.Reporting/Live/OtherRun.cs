using Economy.Core.Records;
using Economy.Reporting.Runs;
using Economy.Reporting.Tables;

namespace Economy.Reporting;

/// <summary>
/// Another run, to be looked at beside one: complete, or still being written by whatever process. Of one that grows, rows are those of whole
/// lines on disk.
/// </summary>
public sealed class OtherRun : IRunTables, ISummarised
{
    private readonly string path;
    private readonly Lock gate = new();
    private readonly Dictionary<Type, object> tables = [];
    private string folder;

    private OtherRun(string path, string folder, RunManifest manifest) => (this.path, this.folder, Manifest) = (path, folder, manifest);

    /// <inheritdoc />
    public RunManifest Manifest { get; private set; }

    /// <summary>Finds a run: complete, unfinished, or being written.</summary>
    /// <param name="path">Its folder, or the one that it will have.</param>
    /// <param name="read">What a scenario's text says of a run of it; null where it is none.</param>
    /// <exception cref="RunFormatException">There is none.</exception>
    public static OtherRun Open(string path, Func<string, RunManifest?> read)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        foreach (var folder in Places(path))
        {
            if (File.Exists(Path.Combine(folder, RunManifest.FileName))) return new(path, folder, RunManifest.Read(folder));
            var scenario = Path.Combine(folder, "scenario.yaml");
            if (File.Exists(scenario) && read(File.ReadAllText(scenario)) is { } manifest) return new(path, folder, manifest);
        }

        throw new RunFormatException(path, 1, null, "the folder of a run, complete or being written", "none");
    }

    /// <inheritdoc />
    public IReadOnlyList<TRow> Read<TRow>()
        where TRow : struct
    {
        lock (gate)
        {
            Follow();
            return Tail<TRow>().Kept;
        }
    }

    /// <inheritdoc />
    public IEnumerable<TRow> Stream<TRow>()
        where TRow : struct
        => Read<TRow>();

    /// <inheritdoc />
    IReadOnlyList<Spread> ISummarised.Summaries<TRow>()
    {
        lock (gate)
        {
            Follow();
            return Tail<TRow>().Spreads;
        }
    }

    /// <summary>The last tick of which it has a row.</summary>
    public int Tick => Read<TickRow>() is [.., var last] ? last.Tick : 0;

    private static IEnumerable<string> Places(string path)
    {
        var (root, name) = (Path.GetDirectoryName(path) ?? path, Path.GetFileName(path));
        yield return path;
        yield return RunFolder.OfUnfinished(root, name);
        if (!Directory.Exists(root)) yield break;
        foreach (var partial in Directory.EnumerateDirectories(root, $".{name}.partial-*").Order(StringComparer.Ordinal)) yield return partial;
    }

    /// <summary>A run that has been completed lies elsewhere than where it grew.</summary>
    private void Follow()
    {
        if (Directory.Exists(folder) || !File.Exists(Path.Combine(path, RunManifest.FileName))) return;
        (folder, Manifest) = (path, RunManifest.Read(path));
    }

    private Tail<TRow> Tail<TRow>()
        where TRow : struct
    {
        if (!tables.TryGetValue(typeof(TRow), out var found)) tables[typeof(TRow)] = found = new Tail<TRow>();
        var tail = (Tail<TRow>)found;
        tail.Read(folder, Manifest.TableFormat, isComplete: folder == path && File.Exists(Path.Combine(path, RunManifest.FileName)));
        return tail;
    }
}

/// <summary>What has been read of a table, and goes on being read as it grows.</summary>
internal sealed class Tail<TRow>
    where TRow : struct
{
    private readonly List<TRow> rows = [];
    private readonly TickSummary<TRow> summary = new();
    private readonly bool isLong = Rows<TRow>.Table.IsLong;
    private long read;
    private bool isWhole;

    internal IReadOnlyList<TRow> Kept => [.. rows];

    internal IReadOnlyList<Spread> Spreads => [.. summary.Done];

    internal void Read(string folder, TableFormat format, bool isComplete)
    {
        if (isWhole) return;
        var parquet = Path.Combine(folder, Rows<TRow>.Table.FileAs(TableFormat.Parquet));
        if (format == TableFormat.Parquet && File.Exists(parquet) && !File.Exists(Path.Combine(folder, Rows<TRow>.Table.File)))
        {
            if (isLong && read > 0) return; // Its text has been read, all but the end.
            foreach (var row in ParquetTable.Read<TRow>(parquet).Skip(rows.Count)) Take(row);
        }
        else ReadText(Path.Combine(folder, Rows<TRow>.Table.File));

        if (!isComplete) return;
        isWhole = true; // Whatever comes to lie there later is another run.
        summary.Close();
    }

    private void ReadText(string file)
    {
        if (!File.Exists(file)) return;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length <= read) return;
        var fresh = new byte[stream.Length - read];
        stream.Position = read;
        var end = fresh.AsSpan(0, stream.ReadAtLeast(fresh, fresh.Length, throwOnEndOfStream: false)).LastIndexOf((byte)'\n') + 1;
        using var csv = new CsvReader(file, Rows<TRow>.Table, new MemoryStream(fresh, 0, end));
        if (read == 0) csv.Next();
        while (csv.Next()) Take(Rows<TRow>.Read(csv.Record));
        read += end;
    }

    private void Take(in TRow row)
    {
        if (isLong) summary.Add(row);
        else rows.Add(row);
    }
}
