using Economy.Attention;
using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World.Tick.Allocate;

namespace Economy.World.Tick.Observe;

/// <summary>Where each tick's tasks were served.</summary>
[Kind("service", "which tasks were served at which pools")]
public sealed record ServiceObserver : StandingObserver, IObserver
{
    /// <inheritdoc />
    public override Type RowType => typeof(ServiceRow);

    /// <inheritdoc />
    public override int Place => 12;

    /// <inheritdoc />
    public override bool IsInDigest => false;

    /// <inheritdoc />
    public Observation Open(WorldModel world) => new Rows(world);

    private sealed class Rows(WorldModel world) : Observation("service")
    {
        private const string Unserved = "unserved";
        private int[] sourcesByName = [];
        private readonly string[] pools = [.. world.Pools.Select(p => p.Name), .. world.Issues.Select(i => i.Spec.Name), Unserved];
        private readonly int[] poolsByName = ByName([.. world.Pools.Select(p => p.Name), .. world.Issues.Select(i => i.Spec.Name), Unserved]);

        public override void Observe(ObservedTick tick, IRunSink rows)
        {
            if (tick.Tick > 0 && tick.State.Allocation is { Report: not null, Service: { } service }) Write(tick.Tick, service, rows);
        }

        private void Write(int tick, ServiceTable service, IRunSink rows)
        {
            if (sourcesByName.Length == 0) sourcesByName = ByName(service.Sources);
            var served = pools.Length - 1;
            foreach (var s in sourcesByName)
            {
                if (service.Tasks[s] == 0) continue;
                var (ppm, value) = (service.Tasks[s] * (long)Share.Whole, (Int128)service.Bids[s] * Share.Whole);
                for (var p = s * served; p < (s + 1) * served; p++) (ppm, value) = (ppm - service.Ppm[p], value - service.BidPpm[p]);
                foreach (var j in poolsByName)
                {
                    var at = s * served + j;
                    var (here, worth, paid) = j == served ? (ppm, value, 0) : (service.Ppm[at], service.BidPpm[at], service.Paid[at]);
                    if (here > 0) rows.Write(new ServiceRow(tick, service.Sources[s], pools[j], here / (double)Share.Whole, (double)worth / Share.Whole, paid));
                }
            }
        }

        private static int[] ByName(IReadOnlyList<string> names) => [.. Enumerable.Range(0, names.Count).OrderBy(i => names[i], StringComparer.Ordinal)];
    }
}
