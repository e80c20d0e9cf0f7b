using Economy.Core.Records;
using Economy.Experiments.Scoring.Estimators;

namespace Economy.Experiments.Scoring;

/// <summary>Dispersion of the counts of events in windows.</summary>
public abstract record CountFact : Fact
{
    /// <summary>Length of a window.</summary>
    protected abstract int Seconds { get; }

    /// <summary>Events by tick, the first first.</summary>
    protected abstract IEnumerable<double> Counts(FactRun run);

    /// <inheritdoc />
    public override Measurement Of(FactRun run)
    {
        var windows = run.Windows(Counts(run), Seconds, out var reason);
        return reason is null ? Dispersion.Index(windows) : Measurement.None(reason);
    }
}

/// <summary>Dispersion of the jobs that arrive.</summary>
public abstract record ArrivalFact : CountFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Type> Tables => [typeof(TickRow)];

    /// <inheritdoc />
    protected override IEnumerable<double> Counts(FactRun run) => run.Ticks.Select(t => (double)t.JobsArrived);
}

/// <summary>Dispersion of trades.</summary>
public abstract record TradeCountFact : CountFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Type> Tables => [typeof(TradeRow)];

    /// <inheritdoc />
    protected override IEnumerable<double> Counts(FactRun run) => run.TradesPerTick();
}
