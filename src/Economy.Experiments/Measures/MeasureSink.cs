using Economy.Core.Records;

namespace Economy.Experiments.Measures;

/// <summary>
/// Reads measures off a run while it goes on: give it to the simulator as the sink of its rows. It keeps a number a tick and measure,
/// never the rows.
/// </summary>
public sealed class MeasureSink : IRunSink
{
    private readonly MeasureTally[] tallies;
    private readonly ILookup<Type, MeasureTally> byRow;

    /// <param name="measures">What to read; see <see cref="Fault"/>.</param>
    /// <exception cref="ArgumentException">A measure names what no table has.</exception>
    public MeasureSink(IReadOnlyList<MeasureSpec> measures)
    {
        var columns = measures.Select(m => MeasureColumn.Find(m, out var fault)
            ?? throw new ArgumentException($"The measure '{m.Name}': {fault!.Problem}.", nameof(measures))).ToList();
        tallies = [.. columns.Select(MeasureTally.Of)];
        byRow = columns.Zip(tallies).ToLookup(t => t.First.Table.Row, t => t.Second);
    }

    /// <summary>
    /// What is wrong with a measure: a table or column that is not there, or several rows where one was expected; null where nothing is.
    /// </summary>
    public static MeasureFault? Fault(MeasureSpec measure) => MeasureColumn.Find(measure, out var fault) is null ? fault : null;

    /// <summary>The row type of the table that a sound measure reads.</summary>
    public static Type RowOf(MeasureSpec measure) => MeasureColumn.Find(measure, out _)!.Table.Row;

    /// <inheritdoc />
    public void Write<TRow>(in TRow row)
        where TRow : struct
    {
        foreach (var tally in byRow[typeof(TRow)]) ((MeasureTally<TRow>)tally).Write(row);
    }

    /// <summary>What the measures found, in their order; call it once, after the run.</summary>
    public IReadOnlyList<Measured> Finish() => [.. tallies.Select(t => t.Finish())];
}
