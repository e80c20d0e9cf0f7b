using Economy.Core.Books;
using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Core.State;

namespace Economy.World.Tick.Observe;

/// <summary>The flow matrix, with the change in holdings as the row that closes every column.</summary>
[Kind("flows", "what moved between sectors, and for what")]
public sealed record FlowObserver : StandingObserver, IObserver
{
    /// <inheritdoc />
    public override Type RowType => typeof(FlowRow);

    /// <inheritdoc />
    public override int Place => 6;

    /// <inheritdoc />
    public Observation Open(WorldModel world) => new Rows(world);

    private sealed class Rows(WorldModel world) : Observation("flows")
    {
        private static readonly (Instrument Instrument, string Name)[] AtStart = Named(0), Later = Named(1);

        private readonly int[] sectorsByName =
            [.. Enumerable.Range(0, world.Chart.Sectors.Count).OrderBy(s => world.Chart.Sectors[s].Name, StringComparer.Ordinal)];
        private readonly TokenId[] tokensByName =
            [.. Enumerable.Range(0, world.Assets.Length + 1).Select(t => new TokenId((short)t)).OrderBy(world.TokenName, StringComparer.Ordinal)];

        private readonly long[] opening = new long[(world.Assets.Length + 1) * world.Chart.Sectors.Count];

        /// <summary>The change in holdings is taken from the ledger: it must agree with the flows.</summary>
        public override void Observe(ObservedTick tick, IRunSink rows)
        {
            var flows = tick.Flows;
            foreach (var token in tokensByName)
            {
                var name = world.TokenName(token);
                var holdingsWritten = false;
                foreach (var (instrument, word) in tick.Tick == 0 ? AtStart : Later)
                {
                    if (!holdingsWritten && string.CompareOrdinal(word, "holdings") > 0) holdingsWritten = WriteHoldings(tick, token, name, rows);
                    if (flows.Gross(token, instrument) == 0) continue;
                    foreach (var s in sectorsByName) WriteCell(tick.Tick, name, word, s, flows.Net(token, instrument, s), rows);
                }
            }
        }

        public override void Save(BinaryWriter state) => state.WriteColumn<long>(opening);

        public override void Restore(BinaryReader state) => state.ReadColumn<long>(opening);

        private static (Instrument Instrument, string Name)[] Named(int tick) =>
            [.. Enum.GetValues<Instrument>().Select(i => (i, i.Word(tick))).OrderBy(i => i.Item2, StringComparer.Ordinal)];

        private bool WriteHoldings(ObservedTick tick, TokenId token, string name, IRunSink rows)
        {
            var sectors = world.Chart.Sectors.Count;
            Span<long> closing = stackalloc long[sectors];
            tick.Sectors(token, closing);
            foreach (var s in sectorsByName)
            {
                ref var before = ref opening[token.Value * sectors + s];
                WriteCell(tick.Tick, name, "holdings", s, before - closing[s], rows);
                before = closing[s];
            }

            return true;
        }

        private void WriteCell(int tick, string token, string instrument, int sector, long net, IRunSink rows)
        {
            if (net != 0) rows.Write(new FlowRow(tick, token, instrument, world.Chart.Sectors[sector].Name, net));
        }
    }
}
