using System.Collections.Frozen;
using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.Reporting.Runs;

/// <summary>The economy digest of a run that leaves no folder: it hashes the rows as they come, and keeps none.</summary>
public sealed class DigestSink(Scenario scenario) : IRunSink, IDisposable
{
    private readonly FrozenDictionary<Type, TableFile> tables = Observer.Of(scenario).Where(o => o.IsInDigest)
        .ToFrozenDictionary(o => o.RowType, o => TableFile.Open(o.Table, folder: null));

    /// <inheritdoc />
    public void Write<TRow>(in TRow row)
        where TRow : struct
    {
        if (tables.TryGetValue(typeof(TRow), out var table)) ((TableFile<TRow>)table).Write(row);
    }

    /// <summary>The digest, as a run folder of the same run would state it; call it once, after the last row.</summary>
    public string Finish(string scenarioHash) => Digests.Economy(scenarioHash, [.. tables.Values.Select(t => t.Close())]);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var table in tables.Values) table.Dispose();
    }
}
