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
    private readonly RunPlace place;
    private readonly HashSet<Type> dropped;
    private FrozenDictionary<Type, TableFile> tables = FrozenDictionary<Type, TableFile>.Empty;
    private bool hasCheckpoint;
    private bool done;

    private RunFolder(RunPlace place, HashSet<Type> dropped) => (this.place, this.dropped) = (place, dropped);

    /// <summary>Where the run is while it is unfinished; nothing stands there once it is published or disposed.</summary>
    public string Unfinished => place.Folder;

    /// <summary>The file by which the run's name is held; it goes with the process.</summary>
    public string Lock => place.Lock;

    /// <summary>Whether the run can be resumed if it is not completed now.</summary>
    public bool HasCheckpoint => hasCheckpoint;

    /// <summary>Where the run will be.</summary>
    public string Target => place.Target;

    /// <summary>Begins a run folder. An earlier run of that name stays until this one is complete.</summary>
    /// <param name="root">Folder of the runs, made if missing.</param>
    /// <param name="name">Name of the run.</param>
    /// <param name="trades">Whether <c>trades.csv</c> is kept; the economy digest covers it either way.</param>
    /// <param name="participants">Whether <c>participants.csv</c> is kept; the economy digest covers it either way.</param>
    /// <param name="quality">Whether there is a <c>quality.csv</c>.</param>
    /// <param name="exchange">Whether there is an <c>exchange.csv</c>.</param>
    /// <param name="keeps">Whether checkpoints are to be kept, from which an interrupted run can be resumed.</param>
    /// <param name="blocks">Whether there is a <c>blocks.csv</c>.</param>
    /// <exception cref="RunOutputException">The name is no folder name, the folder cannot be written, or something that is not a run stands in its place.</exception>
    public static RunFolder Begin(string root, string name, bool trades = true, bool participants = true, bool quality = false, bool exchange = false, bool keeps = false, bool blocks = false)
    {
        var folder = new RunFolder(RunPlace.Take(root, name, keeps), Dropped(trades, participants));
        try
        {
            // A table that is not kept is hashed as it comes; but a run to be resumed must have it until it is complete.
            folder.tables = RunTable.All.Where(t =>
                    (blocks || t.Row != typeof(BlockRow)) && (quality || t.Row != typeof(QualityRow)) && (exchange || t.Row != typeof(ExchangeRow)))
                .ToFrozenDictionary(t => t.Row, t => TableFile.Open(t, keeps || !folder.dropped.Contains(t.Row) ? folder.Unfinished : null));
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
    /// <param name="trades">As in <see cref="Begin"/>.</param>
    /// <param name="participants">As in <see cref="Begin"/>.</param>
    /// <exception cref="RunOutputException">Another process is at work there.</exception>
    public static RunFolder Reopen(string unfinished, bool trades = true, bool participants = true) =>
        new(RunPlace.TakeUnfinished(unfinished), Dropped(trades, participants)) { hasCheckpoint = true };

    /// <summary>Copies a complete run to where an unfinished one of its name would be, to go on with it from its checkpoint.</summary>
    /// <returns>The copy.</returns>
    /// <exception cref="RunOutputException">An unfinished run of this name is there, or it cannot be written.</exception>
    public static string CopyToUnfinished(string complete)
    {
        using var place = RunPlace.Take(Path.GetDirectoryName(complete)!, Path.GetFileName(complete), keeps: true);
        RunOutputException.At(place.Folder, () =>
        {
            foreach (var name in OwnFiles.OfUnfinished.Where(n => n is not (RunManifest.FileName or HtmlReport.FileName or CheckpointFile.FileName) && File.Exists(Path.Combine(complete, n))))
                File.Copy(Path.Combine(complete, name), Path.Combine(place.Folder, name));
            Durable.Write(Path.Combine(place.Folder, CheckpointFile.FileName), File.ReadAllBytes(Path.Combine(complete, CheckpointFile.FileName)));
        });
        return place.Folder;
    }

    /// <summary>The folder in which a run with checkpoints is written until it is complete.</summary>
    public static string OfUnfinished(string root, string name) => RunPlace.OfUnfinished(root, name);

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
        tables = marks.Where(m => m.mark.Length >= 0).ToFrozenDictionary(m => m.table.Row, m => TableFile.Open(m.table, Unfinished, m.mark));
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
        CheckpointFile.Write(Unfinished, save);
        hasCheckpoint = true;
    }

    /// <inheritdoc />
    /// <remarks>Any thread may write; rows of a table that the run does not have are dropped.</remarks>
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
    /// <param name="leave">Files of the unfinished run that the complete one does not keep.</param>
    /// <returns>The manifest as written.</returns>
    /// <exception cref="RunOutputException">The disk is full, the folder is gone, or something that is not a run has come to stand in its place.</exception>
    public RunManifest Complete(RunManifest manifest, Action<string>? before = null, params IReadOnlyList<string> leave)
    {
        ObjectDisposedException.ThrowIf(done, this);
        var written = RunTable.All.Where(t => tables.ContainsKey(t.Row)).Select(t => (t.Row, Table: tables[t.Row].Close())).ToList();
        leave = [.. leave, .. dropped.Select(row => RunTable.Of(row).File)];
        var complete = manifest with
        {
            Tables = [.. written.Where(t => !dropped.Contains(t.Row)).Select(t => t.Table)],
            NotKept = [.. written.Where(t => dropped.Contains(t.Row)).Select(t => t.Table)],
            EconomyDigest = Digests.Economy(manifest.ScenarioHash, written.Select(t => t.Table)),
            SettlementDigest = Digests.Settlement(RunReader.StreamFile<SettlementRow>(Unfinished)),
        };
        Durable.Write(Path.Combine(Unfinished, "scenario.yaml"), complete.Scenario);
        complete.Write(Unfinished);
        before?.Invoke(Unfinished);
        complete = complete.WithFiles(Unfinished, leave);
        complete.Write(Unfinished);
        place.Publish();
        done = true;
        // Only now: until it is published an interrupted run needs them to go on.
        foreach (var file in leave) File.Delete(Path.Combine(Target, file));
        return complete;
    }

    /// <summary>From now on the run is one that was stopped: it will be <c>NAME.cut</c>, beside an earlier one that is complete.</summary>
    public void Cut() => place.Cut();

    /// <summary>Removes the folder if the run was not completed and cannot be resumed.</summary>
    public void Dispose()
    {
        if (done) return;
        done = true;
        foreach (var table in tables.Values) table.Dispose();
        if (hasCheckpoint) place.Dispose(); // It stays, to be resumed.
        else place.Abandon();
    }

    private static HashSet<Type> Dropped(bool trades, bool participants) =>
        [.. trades ? Array.Empty<Type>() : [typeof(TradeRow)], .. participants ? Array.Empty<Type>() : [typeof(ParticipantRow)]];
}
