using Economy.Core.Records;

namespace Economy.Experiments.Measures;

/// <summary>All that is read off the runs of a study: measures of columns, and then those that a script states in code.</summary>
/// <param name="Columns">Measures of columns.</param>
/// <param name="Coded">Measures in code.</param>
/// <param name="Tables">Row types that these read; their rows are kept until the run is over.</param>
public sealed record MeasureSet(IReadOnlyList<MeasureSpec> Columns, IReadOnlyList<Measure> Coded, IReadOnlyList<Type> Tables)
{
    /// <summary>Their names, in the order of what <see cref="MeasureReading.Finish"/> gives.</summary>
    public IReadOnlyList<string> Names => [.. Columns.Select(c => c.Name), .. Coded.Select(c => c.Name)];

    /// <summary>Measures of columns alone.</summary>
    public static MeasureSet Of(params IReadOnlyList<MeasureSpec> columns) => new(columns, [], []);

    /// <summary>What is possible of a measure.</summary>
    public (double Least, double Most) RangeOf(string name)
    {
        var spec = Columns.FirstOrDefault(c => c.Name == name);
        var of = Coded.FirstOrDefault(c => c.Name == name) ?? new Measure(name, _ => double.NaN);
        return (spec?.Least ?? of.Least, spec?.Most ?? of.Most);
    }

    /// <summary>Begins to read them off a run.</summary>
    public MeasureReading Open() => new(this);
}

/// <summary>Measures being read off a run.</summary>
public sealed class MeasureReading : IRunSink
{
    private readonly MeasureSet set;
    private readonly MeasureSink columns;
    private readonly RunRows rows;

    internal MeasureReading(MeasureSet set)
    {
        this.set = set;
        columns = new MeasureSink(set.Columns);
        rows = new RunRows(set.Tables);
    }

    /// <inheritdoc />
    public void Write<TRow>(in TRow row)
        where TRow : struct
    {
        columns.Write(row);
        rows.Write(row);
    }

    /// <summary>What was found; call it once, after the run.</summary>
    public IReadOnlyList<Measured> Finish() => [.. columns.Finish(), .. set.Coded.Select(c => new Measured(c.Of(rows), []))];
}
