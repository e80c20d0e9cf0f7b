using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.World.Tick.Observe;

/// <summary>What regions told one another of their pools, where allocation has a scope.</summary>
[Kind("exchange", "what regions told one another of their pools, and what it would be worth to know all")]
public sealed record ExchangeObserver : StandingObserver, IObserver
{
    /// <inheritdoc />
    public override Type RowType => typeof(ExchangeRow);

    /// <inheritdoc />
    public override int Place => 14;

    /// <inheritdoc />
    public override bool Applies(Scenario scenario) => scenario.Allocation.Scope is not null;

    /// <inheritdoc />
    public Observation Open(WorldModel world) => new Rows();

    private sealed class Rows() : Observation("exchange")
    {
        public override void Observe(ObservedTick tick, IRunSink rows)
        {
            if (tick.Tick == 0) return;
            if (tick.State.Allocation.Feedback is not { Realised: { } realised, Exchanged: { } exchanged } feedback) return;
            var told = exchanged.Traffic;
            rows.Write(new ExchangeRow(tick.Tick, told.Bytes, told.Redundancy, told.StalenessTicks, realised.Welfare,
                feedback.GlobalWelfare, exchanged.Due.Sum(), tick.State.Posted.PaidForExchange, exchanged.TakenMilli / 1000.0));
        }
    }
}
