using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.World.Tick.Observe;

/// <summary>Who came and who left, type by type.</summary>
[Kind("population", "how many there are of each participant type, who came, who left and why")]
public sealed record PopulationObserver : StandingObserver, IObserver
{
    /// <inheritdoc />
    public override Type RowType => typeof(PopulationRow);

    /// <inheritdoc />
    public override int Place => 9;

    /// <inheritdoc />
    public override bool IsInDigest => false;

    /// <inheritdoc />
    public Observation Open(WorldModel world) => new Rows(world);

    private sealed class Rows(WorldModel world) : Observation("population")
    {
        private readonly int[] byName =
            [.. Enumerable.Range(0, world.Types.Length).OrderBy(t => world.Types[t].Name, StringComparer.Ordinal)];

        public override void Observe(ObservedTick tick, IRunSink rows)
        {
            var population = tick.State.Population;
            foreach (var t in byName)
            {
                var moved = population.Moved[t];
                rows.Write(new PopulationRow(
                    tick.Tick, world.Types[t].Name, population.ActiveOf(t).Count, moved.Entered, moved.Declined, moved.TurnedAway,
                    moved.LeftByChurn, moved.LeftForOutside, moved.LeftBankrupt, population.Expected[t]));
            }
        }
    }
}
