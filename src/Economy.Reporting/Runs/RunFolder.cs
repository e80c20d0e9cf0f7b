using System.Collections.Frozen;
using Economy.Core.Records;
using Economy.Reporting.Runs;
using Economy.Reporting.Tables;

namespace Economy.Reporting;

/// <summary>
/// Writes a run folder. Rows stream into a hidden sibling folder, which <see cref="Complete"/> renames to <c>NAME</c> in one
/// step; disposed before that, it disappears. So a run is there whole or not at all.
/// </summary>
public sealed class RunFolder : IRunSink, IDisposable
{
    private readonly string root;
    private readonly string name;
    private readonly string partial;
    private readonly FrozenDictionary<Type, TableFile> tables;
    private bool done;

    private RunFolder(string root, string name, IEnumerable<RunTable> written)
    {
        (this.root, this.name) = (root, name);
        partial = HiddenFolder.OfPartial(root, name);
        if (!HiddenFolder.Claim(partial)) throw new RunOutputException(Target, "a run of this name is being written", "Wait for it, or give this run another name.");
        try
        {
            RunOutputException.At(root, () => HiddenFolder.Sweep(root));
            CheckTarget();
            RunOutputException.At(partial, () => Directory.CreateDirectory(partial));
            tables = written.ToFrozenDictionary(t => t.Row, t => TableFile.Open(t, partial));
        }
        catch
        {
            Abandon();
            throw;
        }
    }

    /// <summary>Where the run is while it is unfinished; nothing stands there once it is published or disposed.</summary>
    public string Unfinished => partial;

    /// <summary>Where the run will be.</summary>
    public string Target => Path.Combine(root, name);

    /// <summary>Begins a run folder. An earlier run of that name stays until this one is complete.</summary>
    /// <param name="root">Folder of the runs, made if missing.</param>
    /// <param name="name">Name of the run.</param>
    /// <param name="trades">Whether <c>trades.csv</c> is written.</param>
    /// <param name="participants">Whether <c>participants.csv</c> is written.</param>
    /// <param name="quality">Whether <c>quality.csv</c> is written.</param>
    /// <exception cref="RunOutputException">The name is no folder name, the folder cannot be written, or something that is not a run stands in its place.</exception>
    public static RunFolder Begin(string root, string name, bool trades = true, bool participants = true, bool quality = false)
    {
        if (name.Length is 0 or > 100 || name[0] == '.' || name.AsSpan().ContainsAny(Path.GetInvalidFileNameChars()) || name.Contains('\\', StringComparison.Ordinal))
            throw new RunOutputException(name, "a run cannot have this name", "Use up to 100 letters, digits, spaces, hyphens and points, the first not a point.");
        root = Path.GetFullPath(root);
        RunOutputException.At(root, () => Directory.CreateDirectory(root));
        return new RunFolder(root, name, RunTable.All.Where(t => (trades || t.Row != typeof(TradeRow)) && (participants || t.Row != typeof(ParticipantRow)) && (quality || t.Row != typeof(QualityRow))));
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
        RunOutputException.At(Target, Publish);
        done = true;
        HiddenFolder.Release(partial);
        return complete;
    }

    /// <summary>Removes the folder if the run was not completed.</summary>
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

    private void Abandon()
    {
        foreach (var table in tables?.Values ?? []) table.Dispose();
        HiddenFolder.Delete(partial);
        HiddenFolder.Release(partial);
    }
}
