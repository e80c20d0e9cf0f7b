using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.World.Tick.Observe;

/// <summary>The economy as a whole.</summary>
[Kind("ticks", "the economy as a whole, tick by tick")]
public sealed record TickObserver : StandingObserver, IObserver
{
    /// <inheritdoc />
    public override Type RowType => typeof(TickRow);

    /// <inheritdoc />
    public override int Place => 1;

    /// <inheritdoc />
    public Observation Open(WorldModel world) => new Rows();

    private sealed class Rows() : Observation("ticks")
    {
        public override void Observe(ObservedTick tick, IRunSink rows) => rows.Write(tick.Economy);
    }
}
