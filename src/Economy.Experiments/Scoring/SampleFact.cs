using Economy.Core.Records;

namespace Economy.Experiments.Scoring;

/// <summary>A fact of how something is spread over many: holders, traders, trades.</summary>
public abstract record SampleFact : Fact
{
    /// <summary>What each of them has.</summary>
    protected abstract IEnumerable<double> Sample(FactRun run);

    /// <summary>Measures the sample.</summary>
    protected abstract double Of(IReadOnlyList<double> sample);

    /// <summary>Why there is nothing to measure where the sample is empty.</summary>
    protected virtual string Without => "the run kept no trades, or had none";

    /// <inheritdoc />
    public override Measurement Of(FactRun run) =>
        Sample(run).ToList() is { Count: > 0 } sample ? Of(sample) : Measurement.None(Without);
}

/// <summary>A fact of the participants at the end.</summary>
public abstract record HolderFact : SampleFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Type> Tables => [typeof(ParticipantRow)];

    /// <inheritdoc />
    protected override string Without => "the run did not list its participants";

    /// <summary>What a participant holds.</summary>
    protected abstract double Held(in ParticipantRow holder);

    /// <inheritdoc />
    protected override IEnumerable<double> Sample(FactRun run) =>
        run.Rows.Of<ParticipantRow>().Where(p => p.Active == 1).Select(p => Held(p));
}

/// <summary>A fact of the trades.</summary>
public abstract record TradeFact : SampleFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Type> Tables => [typeof(TradeRow)];

    /// <summary>Sums over the trades, by who made them.</summary>
    protected static IEnumerable<double> By(FactRun run, Func<TradeRow, int> trader, Func<TradeRow, double> of) =>
        run.Rows.Of<TradeRow>().AggregateBy(trader, 0.0, (sum, trade) => sum + of(trade)).Select(t => t.Value);
}
