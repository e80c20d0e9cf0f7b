using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.World.Tick.Observe;

/// <summary>The blocks of each tick, where block space is scarce.</summary>
[Kind("blocks", "what trades paid for scarce block space")]
public sealed record BlockObserver : StandingObserver, IObserver
{
    /// <inheritdoc />
    public override Type RowType => typeof(BlockRow);

    /// <inheritdoc />
    public override int Place => 10;

    /// <inheritdoc />
    public override bool Applies(Scenario scenario) => scenario.Frictions is not null;

    /// <inheritdoc />
    public Observation Open(WorldModel world) => new Rows();

    private sealed class Rows() : Observation("blocks")
    {
        public override void Observe(ObservedTick tick, IRunSink rows)
        {
            if (tick.Tick == 0) return;
            foreach (var block in tick.State.Trading.Blocks) rows.Write(block);
        }
    }
}
