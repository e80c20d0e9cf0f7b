using Economy.Core;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.State;
using Economy.World.Tick;

namespace Economy.World.Observe;

/// <summary>Writes the flow matrix of a tick, with the change in holdings as the row that closes every column, and the money of the sectors.</summary>
/// <param name="world">Whose sectors they are.</param>
/// <param name="rows">Where the rows go.</param>
internal sealed class FlowTable(WorldModel world, IRunSink rows) : IResumable
{
    private static readonly (Instrument Instrument, string Name)[] Instruments =
        [.. Enum.GetValues<Instrument>().Select(i => (i, Words.Kebab(i.ToString()))).OrderBy(i => i.Item2, StringComparer.Ordinal)];

    private readonly int[] sectorsByName = [.. Enumerable.Range(0, world.Chart.Sectors.Count).OrderBy(s => world.Chart.Sectors[s].Name, StringComparer.Ordinal)];
    private readonly TokenId[] tokensByName = [.. Enumerable.Range(0, world.Assets.Length + 1).Select(t => new TokenId((short)t)).OrderBy(world.TokenName, StringComparer.Ordinal)];

    private readonly long[] opening = new long[(world.Assets.Length + 1) * world.Chart.Sectors.Count];

    /// <summary>Writes a tick. The change in holdings is taken from the ledger: it must agree with the flows.</summary>
    public void Write(TickState tick)
    {
        var flows = tick.Journal.Flows;
        foreach (var token in tokensByName)
        {
            var name = world.TokenName(token);
            var holdingsWritten = false;
            foreach (var (instrument, word) in Instruments)
            {
                if (!holdingsWritten && string.CompareOrdinal(word, "holdings") > 0) holdingsWritten = WriteHoldings(tick, token, name);
                if (flows.Gross(token, instrument) == 0) continue;
                foreach (var s in sectorsByName) WriteCell(tick.Tick, name, word, s, flows.Net(token, instrument, s));
            }
        }
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state) => state.WriteColumn<long>(opening);

    /// <inheritdoc />
    public void Restore(BinaryReader state) => state.ReadColumn<long>(opening);

    private bool WriteHoldings(TickState tick, TokenId token, string name)
    {
        var sectors = world.Chart.Sectors.Count;
        Span<long> closing = stackalloc long[sectors];
        var balances = tick.Ledger.Balances(token);
        for (var a = 0; a < balances.Length; a++) closing[world.Chart.SectorOf(new AccountId(a))] += balances[a];
        foreach (var s in sectorsByName)
        {
            ref var before = ref opening[token.Value * sectors + s];
            WriteCell(tick.Tick, name, "holdings", s, before - closing[s]);
            if (token == TokenId.Currency && s != ChartOfAccounts.MintSector && tick.Tick > 0)
                rows.Write(new SectorRow(tick.Tick, world.Chart.Sectors[s].Name, closing[s], (before + (double)closing[s]) / 2));
            before = closing[s];
        }

        return true;
    }

    private void WriteCell(int tick, string token, string instrument, int sector, long net)
    {
        if (net != 0) rows.Write(new FlowRow(tick, token, instrument, world.Chart.Sectors[sector].Name, net));
    }
}
