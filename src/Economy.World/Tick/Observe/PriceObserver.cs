using Economy.Core;
using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.World.Tick.Observe;

/// <summary>What was bought in each tick, good by good.</summary>
[Kind("prices", "what was bought, good by good")]
public sealed record PriceObserver : StandingObserver, IObserver
{
    /// <inheritdoc />
    public override Type RowType => typeof(PriceRow);

    /// <inheritdoc />
    public override int Place => 4;

    /// <inheritdoc />
    public Observation Open(WorldModel world) => new Rows();

    private sealed class Rows() : Observation("prices")
    {
        private int[] byName = [];

        public override void Observe(ObservedTick tick, IRunSink rows)
        {
            if (tick.Tick == 0) return;
            var bought = tick.Purchases;
            if (byName.Length == 0) byName = [.. Enumerable.Range(0, bought.Goods.Count).OrderBy(g => Part(bought.Goods[g]), StringComparer.Ordinal).ThenBy(g => bought.Goods[g].Name, StringComparer.Ordinal)];
            foreach (var g in byName)
            {
                if (!(bought.Quantity[g] > 0)) continue;
                var (since, before) = bought.Before(g, tick.Tick);
                rows.Write(new PriceRow(
                    tick.Tick, Part(bought.Goods[g]), bought.Goods[g].Name, bought.Quantity[g], bought.Value[g], bought.Price[g], since,
                    before > 0 ? bought.Price[g] / before - 1 : double.NaN));
            }
        }

        private static string Part(Good good) => Words.Kebab(good.Class.ToString());
    }
}
