using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.Experiments.Series;

/// <summary>What a run says over time: every number of the tables asked for as a series, and when its calendar was in force.</summary>
public sealed class RunSeries : IRunSink
{
    private readonly HashSet<Type> tables;
    private readonly OrderedDictionary<SeriesKey, double[]> series = [];
    private readonly List<CalendarRow> calendar = [];

    /// <param name="tables">Row types of tables whose first column is the tick.</param>
    /// <param name="ticks">Ticks of the run; later rows are let go.</param>
    public RunSeries(IEnumerable<Type> tables, int ticks) => (this.tables, Ticks) = ([.. tables], ticks);

    /// <summary>Tables over ticks that every run may have, and none so long as to have a row for each trade or participant.</summary>
    public static IReadOnlyList<Type> Usual { get; } =
        [typeof(TickRow), typeof(SectorRow), typeof(SubsystemRow), typeof(MarketRow), typeof(AllocationRow), typeof(FairnessRow)];

    /// <summary>Ticks of the run.</summary>
    public int Ticks { get; }

    /// <summary>The series, in the order in which they first had a row.</summary>
    public IEnumerable<SeriesKey> Keys => series.Keys;

    /// <summary>What began and ended of the calendar.</summary>
    public IReadOnlyList<CalendarRow> Calendar => calendar;

    /// <summary>A series by tick, 0 … <see cref="Ticks"/>; not a number where the run has none. Null where it has no such series.</summary>
    public double[]? Find(SeriesKey key) => series.GetValueOrDefault(key);

    /// <inheritdoc />
    public void Write<TRow>(in TRow row)
        where TRow : struct
    {
        if (typeof(TRow) == typeof(CalendarRow)) calendar.Add((CalendarRow)(object)row);
        if (!tables.Contains(typeof(TRow))) return;
        var columns = SeriesColumns.Of(typeof(TRow));
        object boxed = row;
        var tick = columns.Tick(boxed);
        if (tick > Ticks) return;
        foreach (var (number, key) in columns.Keys(boxed).Index())
        {
            if (!series.TryGetValue(key, out var values))
            {
                series[key] = values = new double[Ticks + 1];
                Array.Fill(values, double.NaN);
            }

            values[tick] = columns.Value(boxed, number);
        }
    }
}
