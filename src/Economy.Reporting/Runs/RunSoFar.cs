using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Reporting.Runs;

namespace Economy.Reporting;

/// <summary>
/// Keeps the rows of a run, so that it can be watched; of tables with very many rows a tick it keeps how they are spread. Rows may be read
/// while others are written.
/// </summary>
/// <param name="manifest">What is known of the run before it ends.</param>
public sealed class RunSoFar(RunManifest manifest) : IRunSink, IRunTables, ISummarised
{
    private readonly Lock gate = new();
    private readonly Dictionary<Type, object> tables = [];

    /// <inheritdoc />
    public RunManifest Manifest => manifest;

    /// <summary>The last tick whose row has come.</summary>
    public int Tick { get; private set; }

    /// <inheritdoc />
    public void Write<TRow>(in TRow row)
        where TRow : struct
    {
        if (!Keeps(typeof(TRow)) && !IsSummed(typeof(TRow))) return;
        lock (gate)
        {
            if (Keeps(typeof(TRow))) Table<List<TRow>>(typeof(TRow)).Add(row);
            else Table<TickSummary<TRow>>(typeof(TRow)).Add(row);
            if (row is TickRow tick) Tick = tick.Tick;
        }
    }

    /// <inheritdoc />
    public bool Has(RunTable table)
    {
        lock (gate) return tables.ContainsKey(table.Row);
    }

    /// <inheritdoc />
    public IReadOnlyList<TRow> Read<TRow>()
        where TRow : struct
    {
        lock (gate) return Keeps(typeof(TRow)) && tables.TryGetValue(typeof(TRow), out var rows) ? [.. (List<TRow>)rows] : [];
    }

    /// <inheritdoc />
    public IEnumerable<TRow> Stream<TRow>()
        where TRow : struct
        => Read<TRow>();

    /// <inheritdoc />
    IReadOnlyList<Spread> ISummarised.Summaries<TRow>()
    {
        lock (gate) return tables.TryGetValue(typeof(TRow), out var summed) ? [.. ((TickSummary<TRow>)summed).Done] : [];
    }

    /// <summary>Whether rows of a type are kept.</summary>
    internal static bool Keeps(Type row) => !RunTable.Of(row).IsLong;

    /// <summary>Whether rows of a type, too many to be kept, are summed up tick by tick.</summary>
    internal static bool IsSummed(Type row) => RunTable.Of(row) is { IsLong: true } table && table.Columns[0].Header == "tick";

    private T Table<T>(Type row)
        where T : class, new()
    {
        if (!tables.TryGetValue(row, out var found)) tables[row] = found = new T();
        return (T)found;
    }
}
