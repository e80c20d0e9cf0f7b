using Economy.Core;
using Economy.Core.Books;
using Economy.Core.Records;

namespace Economy.Simulation.Observe;

/// <summary>Writes the flow matrix of a tick, with the change in holdings as the row that closes every column.</summary>
internal sealed class FlowTable(World world, int tokens, IRunSink rows)
{
    private static readonly (Instrument Instrument, string Name)[] Instruments =
        [.. Enum.GetValues<Instrument>().Select(i => (i, Words.Kebab(i.ToString()))).OrderBy(i => i.Item2, StringComparer.Ordinal)];

    private readonly int[] sectorsByName = [.. Enumerable.Range(0, world.Chart.Sectors.Count).OrderBy(s => world.Chart.Sectors[s].Name, StringComparer.Ordinal)];
    private readonly TokenId[] tokensByName = [.. Enumerable.Range(0, tokens).Select(t => new TokenId((short)t)).OrderBy(world.TokenName, StringComparer.Ordinal)];

    public void Write(int tick, FlowMatrix flows)
    {
        foreach (var token in tokensByName)
        {
            var name = world.TokenName(token);
            var holdingsWritten = false;
            foreach (var (instrument, word) in Instruments)
            {
                if (!holdingsWritten && string.CompareOrdinal(word, "holdings") > 0) holdingsWritten = WriteHoldings(tick, token, name, flows);
                if (flows.Gross(token, instrument) == 0) continue;
                foreach (var s in sectorsByName) WriteCell(tick, name, word, s, flows.Net(token, instrument, s));
            }
        }
    }

    private bool WriteHoldings(int tick, TokenId token, string name, FlowMatrix flows)
    {
        foreach (var s in sectorsByName)
        {
            var change = 0L;
            foreach (var (instrument, _) in Instruments) change += flows.Net(token, instrument, s);
            WriteCell(tick, name, "holdings", s, -change);
        }

        return true;
    }

    private void WriteCell(int tick, string token, string instrument, int sector, long net)
    {
        if (net != 0) rows.Write(new FlowRow(tick, token, instrument, world.Chart.Sectors[sector].Name, net));
    }
}
