using Economy.Core;
using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.World.Tick.Observe;

/// <summary>What the owners of pools asked, where they have a pricing rule.</summary>
[Kind("pool-prices", "what the owners of pools with a pricing rule asked")]
public sealed record PoolPriceObserver : StandingObserver, IObserver
{
    private static readonly (Resource Resource, string Name)[] ByName =
        [.. Enum.GetValues<Resource>().Select(r => (r, Words.Kebab(r.ToString()))).OrderBy(r => r.Item2, StringComparer.Ordinal)];

    /// <inheritdoc />
    public override Type RowType => typeof(PoolPriceRow);

    /// <inheritdoc />
    public override int Place => 17;

    /// <inheritdoc />
    public override bool Applies(Scenario scenario) => scenario.Pools.Any(p => p.Pricing is not null);

    /// <inheritdoc />
    public Observation Open(WorldModel world) => new Rows(world);

    private sealed class Rows(WorldModel world) : Observation("pool-prices")
    {
        private readonly int[] byName = [.. Enumerable.Range(0, world.Pools.Count).Where(j => world.Pools[j].Pricing is not null)
            .OrderBy(j => world.Pools[j].Name, StringComparer.Ordinal)];

        public override void Observe(ObservedTick tick, IRunSink rows)
        {
            if (tick.Tick == 0) return;
            foreach (var j in byName)
                foreach (var (resource, name) in ByName)
                    if (world.Pools[j].CapacityMilli[(int)resource] > 0)
                        rows.Write(new PoolPriceRow(tick.Tick, world.Pools[j].Name, name, tick.State.PoolPrices.Of(j, (int)resource)));
        }
    }
}
