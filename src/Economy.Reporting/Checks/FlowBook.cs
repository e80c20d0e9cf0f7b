using Economy.Core.Books;
using Economy.Core.Records;

namespace Economy.Reporting.Checks;

/// <summary>The flow matrices of a run, summed up tick by tick. Sums are 128-bit: a tampered file must not overflow them.</summary>
internal sealed class FlowBook
{
    internal const string Currency = "currency", Holdings = "holdings", Mint = "mint", Treasury = "treasury", Subsystems = "subsystems",
        Providers = "providers";
    private readonly Dictionary<int, Int128> paidFor = [], immigration = [];
    private readonly Dictionary<(int Tick, string Token, Instrument Instrument, string Sector), Int128> cells = [];
    private readonly Dictionary<(int Tick, Instrument Instrument), Int128> ofSubsystems = [], ofTreasury = [];
    private readonly Dictionary<(int Tick, string Token, string Instrument), Int128> overSectors = [];
    private readonly Dictionary<(int Tick, string Token, string Sector), Int128> overInstruments = [];
    private readonly Dictionary<(string Token, string Sector), Int128> held = [];
    private readonly List<int> ticks = [];
    private readonly List<Int128[]> bySector = [];
    private readonly Dictionary<string, int> sectors = [];
    private readonly List<Int128> inSectors = [];
    private readonly List<(Int128 Supply, Int128 Held, Int128 Treasury)> money = [];
    private (Int128 Supply, Int128 Held, Int128 Treasury) now;

    internal FlowBook(IEnumerable<FlowRow> rows)
    {
        var tick = 0;
        foreach (var row in rows)
        {
            if (row.Tick != tick) CloseTick(tick);
            tick = row.Tick;
            Add(row);
        }

        CloseTick(tick);
    }

    /// <summary>Rows of the matrices that do not sum to zero over the sectors.</summary>
    internal List<string> RowProblems { get; } = [];

    /// <summary>Columns of the matrices that do not sum to zero, the change in holdings included.</summary>
    internal List<string> ColumnProblems { get; } = [];

    /// <summary>Net inflow of a sector in a tick, for payment, delivery and network fee of trades.</summary>
    internal Int128 Cell(int tick, string token, Instrument instrument, string sector) =>
        cells.GetValueOrDefault((tick, token, instrument, sector));

    /// <summary>The cells of <see cref="Cell"/> that are not zero.</summary>
    internal IEnumerable<(int Tick, string Token, Instrument Instrument, string Sector)> Cells => cells.Keys;

    /// <summary>Net inflow of money to the subsystems in a tick.</summary>
    internal Int128 OfSubsystems(int tick, Instrument instrument) => ofSubsystems.GetValueOrDefault((tick, instrument));

    /// <summary>Net inflow of money to the treasury in a tick.</summary>
    internal Int128 OfTreasury(int tick, Instrument instrument) => ofTreasury.GetValueOrDefault((tick, instrument));

    /// <summary>
    /// Money paid in a tick for primary sales and compute, to those who sell them, and by participants as fees of subsystems.
    /// </summary>
    internal Int128 PaidFor(int tick) => paidFor.GetValueOrDefault(tick);

    /// <summary>Money that entrants, participants and subsystems, brought in a tick.</summary>
    internal Int128 Immigration(int tick) => immigration.GetValueOrDefault(tick);

    /// <summary>What a sector holds of a token at the end.</summary>
    internal Int128 Held(string token, string sector) => held.GetValueOrDefault((token, sector));

    /// <summary>Tokens and sectors that ever held something.</summary>
    internal IEnumerable<(string Token, string Sector)> Holders => held.Keys;

    /// <summary>After a tick: money created less destroyed, money held by all but the mint, money of the treasury.</summary>
    internal (Int128 Supply, Int128 Held, Int128 Treasury) MoneyAfter(int tick)
    {
        var at = ticks.BinarySearch(tick);
        if (at < 0) at = ~at - 1;
        return at < 0 ? default : money[at];
    }

    /// <summary>Money of a sector after a tick.</summary>
    internal Int128 MoneyOf(int tick, string sector)
    {
        var at = ticks.BinarySearch(tick);
        if (at < 0) at = ~at - 1;
        return at >= 0 && sectors.TryGetValue(sector, out var s) && s < bySector[at].Length ? bySector[at][s] : 0;
    }

    private void Add(in FlowRow row)
    {
        var (token, sector) = (row.Token, row.Sector);
        Increase(overSectors, (row.Tick, token, row.Instrument), row.NetInflow);
        Increase(overInstruments, (row.Tick, token, sector), row.NetInflow);
        if (row.Instrument != Holdings)
        {
            if (token == Currency && sector == Mint) now.Supply -= row.NetInflow;
            if (token == Currency && sector == Mint && row.Instrument == InstrumentWords.Immigration)
                Increase(immigration, row.Tick, -(Int128)row.NetInflow);
            if (token == Currency) Increase(paidFor, row.Tick, Sold(row));
            if (Instruments.Parse(row.Instrument) is not { } instrument) return;
            if (token == Currency && sector == Treasury) Increase(ofTreasury, (row.Tick, instrument), row.NetInflow);
            if (instrument is Instrument.Trade or Instrument.Delivery or Instrument.NetworkFee)
                Increase(cells, (row.Tick, token, instrument, sector), row.NetInflow);
            if (token == Currency && sector == Subsystems) Increase(ofSubsystems, (row.Tick, instrument), row.NetInflow);
            return;
        }

        Increase(held, (token, sector), -(Int128)row.NetInflow);
        if (token != Currency || sector == Mint) return;
        now.Held -= row.NetInflow;
        if (sectors.TryAdd(sector, inSectors.Count)) inSectors.Add(0);
        inSectors[sectors[sector]] -= row.NetInflow;
        if (sector == Treasury) now.Treasury -= row.NetInflow;
    }

    /// <summary>What a cell has of payments for goods and services: taken where nothing else flows under the instrument.</summary>
    private static Int128 Sold(in FlowRow row) => Instruments.Parse(row.Instrument) switch
    {
        Instrument.Compute => row.Sector == Providers ? row.NetInflow : 0,
        Instrument.Issue => row.Sector is Providers or Treasury ? row.NetInflow : 0,
        Instrument.Fee => row.Sector is Subsystems or Treasury ? row.NetInflow : 0,
        _ => 0,
    };

    private void CloseTick(int tick)
    {
        RowProblems.AddRange(
            overSectors.Where(s => s.Value != 0)
                .Select(s => $"tick {s.Key.Tick}, {s.Key.Token}, {s.Key.Instrument}: {s.Value} over the sectors"));
        ColumnProblems.AddRange(
            overInstruments.Where(s => s.Value != 0)
                .Select(s => $"tick {s.Key.Tick}, {s.Key.Token}, {s.Key.Sector}: {s.Value} over the instruments"));
        overSectors.Clear();
        overInstruments.Clear();
        ticks.Add(tick);
        money.Add(now);
        bySector.Add([.. inSectors]);
    }

    private static void Increase<TKey>(Dictionary<TKey, Int128> sums, TKey key, Int128 by)
        where TKey : notnull
        => sums[key] = sums.GetValueOrDefault(key) + by;
}
