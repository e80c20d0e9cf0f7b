using System.Collections.Frozen;
using System.Diagnostics;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Core.State;
using Economy.Reporting.Runs;

namespace Economy.Reporting;

/// <summary>
/// Writes a run folder. Rows stream into a hidden sibling folder, which <see cref="Complete"/> renames to <c>NAME</c> in one
/// step; disposed before that, it disappears. So a run is there whole or not at all. Where checkpoints are kept the folder is
/// <c>NAME.unfinished</c>, and stays from the first checkpoint on until the run is complete.
/// </summary>
public sealed class RunFolder : IRunSink, IResumable, IDisposable
{
    private readonly RunPlace place;
    private readonly bool keeps;
    private Scenario scenario;
    private IReadOnlyList<Observer> observers;
    private FrozenDictionary<Type, TableFile> tables = FrozenDictionary<Type, TableFile>.Empty;
    private readonly Stopwatch sinceRead = Stopwatch.StartNew();
    private bool hasCheckpoint;
    private bool done;

    private RunFolder(RunPlace place, Scenario scenario, bool keeps) =>
        (this.place, this.scenario, this.keeps, observers) = (place, scenario, keeps, Observer.Of(scenario));

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
    /// <param name="scenario">Which says what tables there are, and which of them are kept.</param>
    /// <param name="keeps">Whether checkpoints are to be kept, from which an interrupted run can be resumed.</param>
    /// <exception cref="RunOutputException">The name is no folder name, the folder cannot be written, or something that is not a run stands
    /// in its place.</exception>
    public static RunFolder Begin(string root, string name, Scenario scenario, bool keeps = false)
    {
        var folder = new RunFolder(RunPlace.Take(root, name, keeps), scenario, keeps);
        try
        {
            folder.tables = folder.observers.ToFrozenDictionary(o => o.RowType, folder.New);
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
    /// <param name="scenario">As in <see cref="Begin"/>.</param>
    /// <exception cref="RunOutputException">Another process is at work there.</exception>
    public static RunFolder Reopen(string unfinished, Scenario scenario) =>
        new(RunPlace.TakeUnfinished(unfinished), scenario, keeps: true) { hasCheckpoint = true };

    /// <summary>Copies a complete run to where an unfinished one of its name would be, to go on with it from its checkpoint.</summary>
    /// <returns>The copy.</returns>
    /// <exception cref="RunOutputException">An unfinished run of this name is there, or it cannot be written.</exception>
    public static string CopyToUnfinished(string complete)
    {
        using var place = RunPlace.Take(Path.GetDirectoryName(complete)!, Path.GetFileName(complete), keeps: true);
        RunOutputException.At(place.Folder, () =>
        {
            foreach (var name in OwnFiles.OfUnfinished.Where(
                n => n is not (RunManifest.FileName or OwnFiles.Report or CheckpointFile.FileName)
                    && !n.EndsWith(".parquet", StringComparison.Ordinal) && File.Exists(Path.Combine(complete, n))))
                File.Copy(Path.Combine(complete, name), Path.Combine(place.Folder, name));
            ParquetFiles.ToText(complete, place.Folder);
            Durable.Write(Path.Combine(place.Folder, CheckpointFile.FileName),
                File.ReadAllBytes(Path.Combine(complete, CheckpointFile.FileName)));
        });
        return place.Folder;
    }

    /// <summary>The folder in which a run with checkpoints is written until it is complete.</summary>
    public static string OfUnfinished(string root, string name) => RunPlace.OfUnfinished(root, name);

    /// <summary>Saves how far every table has been written, once that is on disk.</summary>
    public void Save(BinaryWriter state)
    {
        foreach (var observer in observers)
        {
            var mark = tables[observer.RowType].Mark();
            state.Write(mark.Length);
            state.Write(mark.Rows);
            state.Write(mark.Sha256);
        }
    }

    /// <summary>Takes every table back to where it was.</summary>
    /// <exception cref="RunDamagedException">A table is no longer what it was then.</exception>
    public void Restore(BinaryReader state)
    {
        var marks = observers.Select(o => (o.Table, Mark: new TableMark(state.ReadInt64(), state.ReadInt64(), state.ReadString())))
            .ToList();
        tables = marks.ToFrozenDictionary(m => m.Table.Row, m => TableFile.Open(m.Table, Unfinished, m.Mark));
        // What the run was about to become when it was interrupted, it is not.
        foreach (var later in Observer.All.Where(o => !tables.ContainsKey(o.RowType)))
            File.Delete(Path.Combine(Unfinished, later.Table.File));
    }

    /// <summary>Between two ticks: from now on the run is that of a scenario with a longer calendar, and has its tables too.</summary>
    /// <exception cref="RunOutputException">A table cannot be written.</exception>
    public void Become(Scenario longer)
    {
        (scenario, observers) = (longer, Observer.Of(longer));
        tables = observers.ToFrozenDictionary(o => o.RowType, o => tables.GetValueOrDefault(o.RowType) ?? New(o));
    }

    /// <remarks>A table that is not kept is hashed as it comes; but a run to be resumed must have it until it is complete.</remarks>
    private TableFile New(Observer observer) =>
        TableFile.Open(observer.Table, keeps || observer.IsKept(scenario) ? Unfinished : null);

    /// <summary>Tells who watches the run what has been written of it.</summary>
    /// <exception cref="RunFormatException">A row cannot be read.</exception>
    public void Replay(RunSoFar run)
    {
        foreach (var (row, table) in tables)
            if (RunSoFar.Keeps(row) || RunSoFar.IsSummed(row)) table.Replay(run);
    }

    /// <summary>Lets those who read along see what has been written: once a second at most, for it costs a little.</summary>
    /// <exception cref="RunOutputException">It cannot be written.</exception>
    public void LetOthersRead()
    {
        if (sinceRead.Elapsed < TimeSpan.FromSeconds(1)) return;
        foreach (var table in tables.Values) table.Flush();
        sinceRead.Restart();
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
    /// <exception cref="RunOutputException">The disk is full, the folder is gone, or something that is not a run has come to stand in its
    /// place.</exception>
    public RunManifest Complete(RunManifest manifest, Action<string>? before = null, params IReadOnlyList<string> leave)
    {
        ObjectDisposedException.ThrowIf(done, this);
        var written = observers.Select(o => (IsKept: o.IsKept(scenario), Table: tables[o.RowType].Close())).ToList();
        // While it is written a table is text, to which a stopped run can go on adding.
        var asText = manifest.TableFormat == TableFormat.Csv;
        if (!asText) ParquetFiles.Write(Unfinished, written.Where(t => t.IsKept).Select(t => t.Table.Name), manifest);
        leave = [.. leave, .. written.Where(t => !t.IsKept || !asText).Select(t => t.Table.Name + ".csv")];
        var complete = manifest with
        {
            Tables = [.. written.Where(t => t.IsKept).Select(t => t.Table)],
            NotKept = [.. written.Where(t => !t.IsKept).Select(t => t.Table)],
            EconomyDigest = Digests.Economy(manifest.ScenarioHash, written.Select(t => t.Table)),
            SettlementDigest = Digests.Settlement(RunReader.StreamFile<SettlementRow>(Unfinished)),
        };
        Durable.Write(Path.Combine(Unfinished, "scenario.yaml"), complete.Scenario);
        complete.Write(Unfinished);
        complete = complete with { Diagnoses = Diagnosis.Of(RunReader.Open(Unfinished), scenario) };
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
}
