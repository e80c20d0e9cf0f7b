using Economy.Core.Books;
using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Core.State;

namespace Economy.World.Tick.Observe;

/// <summary>The money stock of the identity of exchange, by sector.</summary>
[Kind("sectors", "the money that each sector holds")]
public sealed record SectorObserver : StandingObserver, IObserver
{
    /// <inheritdoc />
    public override Type RowType => typeof(SectorRow);

    /// <inheritdoc />
    public override int Place => 9;

    /// <inheritdoc />
    public override bool IsInDigest => false;

    /// <inheritdoc />
    public Observation Open(WorldModel world) => new Rows(world);

    private sealed class Rows(WorldModel world) : Observation("sectors")
    {
        private readonly int[] byName = [.. Enumerable.Range(0, world.Chart.Sectors.Count).Where(s => s != ChartOfAccounts.MintSector)
            .OrderBy(s => world.Chart.Sectors[s].Name, StringComparer.Ordinal)];
        private readonly long[] opening = new long[world.Chart.Sectors.Count];

        public override void Observe(ObservedTick tick, IRunSink rows)
        {
            Span<long> closing = stackalloc long[opening.Length];
            Span<long> departed = stackalloc long[opening.Length];
            tick.Sectors(TokenId.Currency, closing);
            tick.Departed(departed);
            if (tick.Tick > 0)
                foreach (var s in byName) rows.Write(new SectorRow(tick.Tick, world.Chart.Sectors[s].Name, closing[s], departed[s], (opening[s] + (double)closing[s] - departed[s]) / 2));
            for (var s = 0; s < opening.Length; s++) opening[s] = closing[s] - departed[s];
        }

        public override void Save(BinaryWriter state) => state.WriteColumn<long>(opening);

        public override void Restore(BinaryReader state) => state.ReadColumn<long>(opening);
    }
}
