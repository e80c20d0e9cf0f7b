using Economy.Core.Records;

namespace Economy.Reporting;

/// <summary>
/// Keeps the rows of a run, so that it can be watched; trades and participants, which are many, are let go. Rows may be read while
/// others are written.
/// </summary>
/// <param name="manifest">What is known of the run before it ends.</param>
public sealed class RunSoFar(RunManifest manifest) : IRunSink, IRunTables
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
        if (!Keeps(typeof(TRow))) return;
        lock (gate)
        {
            if (!tables.TryGetValue(typeof(TRow), out var rows)) tables[typeof(TRow)] = rows = new List<TRow>();
            ((List<TRow>)rows).Add(row);
            if (row is TickRow tick) Tick = tick.Tick;
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<TRow> Read<TRow>()
        where TRow : struct
    {
        lock (gate) return tables.TryGetValue(typeof(TRow), out var rows) ? [.. (List<TRow>)rows] : [];
    }

    /// <inheritdoc />
    public IEnumerable<TRow> Stream<TRow>()
        where TRow : struct
        => Read<TRow>();

    /// <summary>Whether rows of a type are kept.</summary>
    internal static bool Keeps(Type row) => !RunTable.Of(row).IsLong;
}
