using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.World.Tick.Observe;

/// <summary>What each tick's allocation turned out to be worth, where quality of service differs between pools.</summary>
[Kind("quality", "what each tick's allocation turned out to be worth")]
public sealed record QualityObserver : StandingObserver, IObserver
{
    /// <inheritdoc />
    public override Type RowType => typeof(QualityRow);

    /// <inheritdoc />
    public override int Place => 13;

    /// <inheritdoc />
    public override bool Applies(Scenario scenario) => scenario.Quality is not null;

    /// <inheritdoc />
    public Observation Open(WorldModel world) => new Rows();

    private sealed class Rows() : Observation("quality")
    {
        public override void Observe(ObservedTick tick, IRunSink rows)
        {
            if (tick.Tick == 0 || tick.State.Allocation.Feedback is not { Realised: { } realised } feedback) return;
            rows.Write(new QualityRow(
                tick.Tick, realised.Welfare, realised.FullWelfare == 0 ? double.NaN : realised.Welfare / realised.FullWelfare, realised.Loss,
                feedback.OracleWelfare, tick.State.Allocation.Posed.Problem.Temperature ?? double.NaN, feedback.ScoreLoss));
        }
    }
}
