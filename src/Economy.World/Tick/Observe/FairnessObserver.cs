using Economy.Attention;
using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World.Tick.Allocate;

namespace Economy.World.Tick.Observe;

/// <summary>How evenly each tick's compute was shared out.</summary>
[Kind("fairness", "how evenly compute was shared out, and what it was worth")]
public sealed record FairnessObserver : StandingObserver, IObserver
{
    /// <inheritdoc />
    public override Type RowType => typeof(FairnessRow);

    /// <inheritdoc />
    public override int Place => 11;

    /// <inheritdoc />
    public override bool IsInDigest => false;

    /// <inheritdoc />
    public Observation Open(WorldModel world) => new Rows();

    private sealed class Rows() : Observation("fairness")
    {
        public override void Observe(ObservedTick tick, IRunSink rows)
        {
            if (tick.Tick == 0 || tick.State.Allocation is not { Report: { } report } allocation) return;
            var some = allocation.Tasks.Count > 0;
            rows.Write(new FairnessRow(
                tick.Tick, allocation.Tasks.Count, report.Starved, some ? report.Jain : double.NaN, some ? report.Envy : double.NaN, some ? report.NashFraction : double.NaN,
                report.Passes, Taken(allocation.Service) + tick.State.Outcomes.JobValue.Sum()));
        }

        /// <summary>Value of what sessions and buyers of assets were served.</summary>
        private static double Taken(ServiceTable service)
        {
            Int128 sum = 0;
            var pools = service.BidPpm.Length / Math.Max(1, service.Sources.Count);
            for (var at = 0; at < service.BidPpm.Length; at++)
                if (!service.IsJobs(at / pools)) sum += service.BidPpm[at];
            return (double)sum / Share.Whole;
        }
    }
}
