using System.Collections.Frozen;
using Economy.Core.Records;
using Economy.Core.State;
using Economy.Reporting.Runs;
using Economy.Reporting.Tables;

namespace Economy.Reporting;

/// <summary>
/// Writes a run folder. Rows stream into a hidden sibling folder, which <see cref="Complete"/> renames to <c>NAME</c> in one
/// step; disposed before that, it disappears. So a run is there whole or not at all. Where checkpoints are kept the folder is
/// <c>NAME.unfinished</c>, and stays from the first checkpoint on until the run is complete.
/// </summary>
public sealed class RunFolder : IRunSink, IResumable, IDisposable
{
    private const string Unfinishedness = ".unfinished";

    private readonly string root;
    private readonly string name;
    private readonly string partial;
    private readonly bool keeps;
    private FrozenDictionary<Type, TableFile> tables = FrozenDictionary<Type, TableFile>.Empty;
    private RunLock? runLock;
    private bool isMade;
    private bool hasCheckpoint;
    private bool done;

    private RunFolder(string root, string name, bool keeps)
    {
        (this.root, this.name, this.keeps) = (root, name, keeps);
        partial = keeps ? OfUnfinished(root, name) : HiddenFolder.OfPartial(root, name);
        if (!HiddenFolder.Claim(partial)) throw new RunOutputException(Target, "a run of this name is being written", "Wait for it, or give this run another name.");
        try
        {
            RunOutputException.At(root, () => HiddenFolder.Sweep(root));
            CheckTarget();
        }
        catch
        {
            Abandon();
            throw;
        }
    }

    /// <summary>Where the run is while it is unfinished; nothing stands there once it is published or disposed.</summary>
    public string Unfinished => partial;

    /// <summary>Whether the run can be resumed if it is not completed now.</summary>
    public bool HasCheckpoint => hasCheckpoint;

    /// <summary>Where the run will be.</summary>
    public string Target => Path.Combine(root, name);

    /// <summary>Begins a run folder. An earlier run of that name stays until this one is complete.</summary>
    /// <param name="root">Folder of the runs, made if missing.</param>
    /// <param name="name">Name of the run.</param>
    /// <param name="trades">Whether <c>trades.csv</c> is written.</param>
    /// <param name="participants">Whether <c>participants.csv</c> is written.</param>
    /// <param name="quality">Whether <c>quality.csv</c> is written.</param>
    /// <param name="exchange">Whether <c>exchange.csv</c> is written.</param>
    /// <param name="keeps">Whether checkpoints are to be kept, from which an interrupted run can be resumed.</param>
    /// <param name="blocks">Whether <c>blocks.csv</c> is written.</param>
    /// <exception cref="RunOutputException">The name is no folder name, the folder cannot be written, or something that is not a run stands in its place.</exception>
    public static RunFolder Begin(string root, string name, bool trades = true, bool participants = true, bool quality = false, bool exchange = false, bool keeps = false, bool blocks = false)
    {
        if (name.Length is 0 or > 100 || name[0] == '.' || name.AsSpan().ContainsAny(Path.GetInvalidFileNameChars()) || name.Contains('\\', StringComparison.Ordinal))
            throw new RunOutputException(name, "a run cannot have this name", "Use up to 100 letters, digits, spaces, hyphens and points, the first not a point.");
        root = Path.GetFullPath(root);
        RunOutputException.At(root, () => Directory.CreateDirectory(root));
        var folder = new RunFolder(root, name, keeps);
        try
        {
            if (keeps) folder.CheckUnfinished();
            RunOutputException.At(folder.partial, () => Directory.CreateDirectory(folder.partial));
            folder.isMade = true;
            if (keeps) folder.runLock = RunLock.Take(folder.partial);
            folder.tables = RunTable.All.Where(t =>
                    (trades || t.Row != typeof(TradeRow)) && (participants || t.Row != typeof(ParticipantRow)) && (blocks || t.Row != typeof(BlockRow))
                    && (quality || t.Row != typeof(QualityRow)) && (exchange || t.Row != typeof(ExchangeRow)))
                .ToFrozenDictionary(t => t.Row, t => TableFile.Open(t, folder.partial));
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Opens the folder of an unfinished run to go on with it; <see cref="Restore"/> takes it back to its checkpoint.</summary>
    /// <param name="unfinished">Path of the folder.</param>
    /// <exception cref="RunOutputException">Another process is at work there.</exception>
    public static RunFolder Reopen(string unfinished)
    {
        unfinished = Path.GetFullPath(unfinished);
        var folder = new RunFolder(Path.GetDirectoryName(unfinished)!, Path.GetFileName(unfinished)[..^Unfinishedness.Length], keeps: true) { hasCheckpoint = true };
        try
        {
            folder.runLock = RunLock.Take(folder.partial);
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>The folder in which a run with checkpoints is written until it is complete.</summary>
    public static string OfUnfinished(string root, string name) => Path.Combine(root, name + Unfinishedness);

    /// <summary>Saves how far every table has been written, once that is on disk.</summary>
    public void Save(BinaryWriter state)
    {
        foreach (var table in RunTable.All)
        {
            var mark = tables.TryGetValue(table.Row, out var file) ? file.Mark() : new TableMark(-1, 0, "");
            state.Write(mark.Length);
            state.Write(mark.Rows);
            state.Write(mark.Sha256);
        }
    }

    /// <summary>Takes every table back to where it was.</summary>
    /// <exception cref="RunDamagedException">A table is no longer what it was then.</exception>
    public void Restore(BinaryReader state)
    {
        var marks = RunTable.All.Select(table => (table, mark: new TableMark(state.ReadInt64(), state.ReadInt64(), state.ReadString()))).ToList();
        tables = marks.Where(m => m.mark.Length >= 0).ToFrozenDictionary(m => m.table.Row, m => TableFile.Open(m.table, partial, m.mark));
    }

    /// <summary>Tells who watches the run what has been written of it.</summary>
    /// <exception cref="RunFormatException">A row cannot be read.</exception>
    public void Replay(RunSoFar run)
    {
        foreach (var (row, table) in tables)
            if (RunSoFar.Keeps(row)) table.Replay(run);
    }

    /// <summary>Writes a checkpoint. From now on the unfinished folder stays, whatever happens.</summary>
    /// <exception cref="RunOutputException">It cannot be written.</exception>
    public void Checkpoint(Action<BinaryWriter> save)
    {
        CheckpointFile.Write(partial, save);
        hasCheckpoint = true;
    }

    /// <inheritdoc />
    /// <remarks>Any thread may write; rows of a table that is switched off are dropped.</remarks>
    /// <exception cref="InvalidOperationException">The row does not follow the last one of its table in the order of the key.</exception>
    /// <exception cref="RunOutputException">The disk is full, or the folder is gone.</exception>
    public void Write<TRow>(in TRow row)
        where TRow : struct
    {
        if (tables.TryGetValue(typeof(TRow), out var table)) ((TableFile<TRow>)table).Write(row);
        else _ = RunTable.Of(typeof(TRow));
    }

    /// <summary>Closes the tables, fills in their hashes and the digests, and publishes the folder.</summary>
    /// <param name="manifest">What is known of the run beside its tables.</param>
    /// <param name="before">Adds files to the finished folder before it is published; receives its present path.</param>
    /// <returns>The manifest as written.</returns>
    /// <exception cref="RunOutputException">The disk is full, the folder is gone, or something that is not a run has come to stand in its place.</exception>
    public RunManifest Complete(RunManifest manifest, Action<string>? before = null)
    {
        ObjectDisposedException.ThrowIf(done, this);
        var written = RunTable.All.Where(t => tables.ContainsKey(t.Row)).Select(t => tables[t.Row].Close()).ToList();
        var complete = manifest with
        {
            Tables = written,
            EconomyDigest = Digests.Economy(manifest.ScenarioHash, written),
            SettlementDigest = Digests.Settlement(RunReader.StreamFile<SettlementRow>(partial)),
        };
        RunOutputException.At(partial, () => File.WriteAllText(Path.Combine(partial, "scenario.yaml"), complete.Scenario));
        RunOutputException.At(partial, () => File.WriteAllText(Path.Combine(partial, RunManifest.FileName), complete.ToJson()));
        before?.Invoke(partial);
        CheckTarget();
        runLock?.Dispose();
        RunOutputException.At(Target, Publish);
        done = true;
        if (keeps) File.Delete(Path.Combine(Target, CheckpointFile.FileName));
        HiddenFolder.Release(partial);
        return complete;
    }

    /// <summary>Removes the folder if the run was not completed and cannot be resumed.</summary>
    public void Dispose()
    {
        if (done) return;
        done = true;
        Abandon();
    }

    private void Publish()
    {
        var aside = HiddenFolder.OfReplaced(root, name);
        var replaces = Directory.Exists(Target);
        HiddenFolder.Claim(aside);
        if (replaces) Directory.Move(Target, aside);
        try
        {
            Directory.Move(partial, Target);
        }
        catch (Exception e) when (replaces && e is IOException or UnauthorizedAccessException)
        {
            Directory.Move(aside, Target);
            throw;
        }

        if (replaces) HiddenFolder.Delete(aside);
        HiddenFolder.Release(aside);
    }

    private void CheckTarget()
    {
        if (!Path.Exists(Target)) return;
        if (Directory.Exists(Target) && !Directory.EnumerateFileSystemEntries(Target).Any()) return;
        try
        {
            RunManifest.Read(Target);
        }
        catch (RunFormatException e)
        {
            throw new RunOutputException(Target, "something that is not a run stands here", "Move it away, or give the run another name or folder.", e);
        }
    }

    /// <summary>An unfinished run is not written over; what never got to a checkpoint is.</summary>
    private void CheckUnfinished()
    {
        if (!Directory.Exists(partial)) return;
        if (File.Exists(Path.Combine(partial, CheckpointFile.FileName)))
            throw new RunOutputException(partial, "an unfinished run of this name stands here", "Go on with it by economy resume, remove the folder, or give this run another name.");

        RunLock.Take(partial).Dispose();
        HiddenFolder.Delete(partial);
    }

    private void Abandon()
    {
        foreach (var table in tables.Values) table.Dispose();
        runLock?.Dispose();
        if (isMade && !hasCheckpoint) HiddenFolder.Delete(partial);
        HiddenFolder.Release(partial);
    }
}
