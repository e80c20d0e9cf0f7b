using Economy.Core.Books;
using Economy.Core.Records;

namespace Economy.Reporting.Checks;

/// <summary>All trades, summed up by market, and by sector where the participants are known.</summary>
internal sealed class TradeBook
{
    private readonly Dictionary<(int Tick, string Asset), (Int128 Quantity, Int128 Notional, Int128 Tax)> markets = [];
    private readonly Dictionary<(int Tick, string Token, Instrument Instrument, string Sector), Int128> cells = [];
    private readonly Dictionary<int, Int128> notional = [];

    internal TradeBook(IEnumerable<TradeRow> rows, IReadOnlyList<ParticipantRow> participants)
    {
        var typeOf = participants.DistinctBy(p => p.Participant).ToDictionary(p => p.Participant, p => p.Type);
        foreach (var row in rows)
        {
            Count++;
            if (row.Notional != (Int128)row.Price * row.Quantity)
                PriceProblems.Add($"trade {row.Trade}: {row.Price} × {row.Quantity} is not {row.Notional}");
            var market = markets.GetValueOrDefault((row.Tick, row.Asset));
            markets[(row.Tick, row.Asset)] = (market.Quantity + row.Quantity, market.Notional + row.Notional, market.Tax + row.Tax);
            notional[row.Tick] = notional.GetValueOrDefault(row.Tick) + row.Notional;
            if (typeOf.TryGetValue(row.Seller, out var seller) && (typeOf.TryGetValue(row.Buyer, out var buyer) || row.Buyer == TradeRow.Treasury))
                Book(row, buyer ?? FlowBook.Treasury, seller);
        }
    }

    internal long Count { get; }

    /// <summary>Trades whose notional is not price × quantity.</summary>
    internal List<string> PriceProblems { get; } = [];

    /// <summary>The markets that traded.</summary>
    internal IEnumerable<(int Tick, string Asset)> Markets => markets.Keys;

    /// <summary>The cells of <see cref="Cell"/> that were moved.</summary>
    internal IEnumerable<(int Tick, string Token, Instrument Instrument, string Sector)> Cells => cells.Keys;

    internal (Int128 Quantity, Int128 Notional, Int128 Tax) Of(int tick, string asset) => markets.GetValueOrDefault((tick, asset));

    internal Int128 Notional(int tick) => notional.GetValueOrDefault(tick);

    /// <summary>Net inflow of a participant type in a tick, as the trades have it.</summary>
    internal Int128 Cell((int Tick, string Token, Instrument Instrument, string Sector) key) => cells.GetValueOrDefault(key);

    private void Book(in TradeRow row, string buyer, string seller)
    {
        Move((row.Tick, FlowBook.Currency, Instrument.Trade), buyer, seller, row.Notional);
        Move((row.Tick, row.Asset, Instrument.Delivery), seller, buyer, row.Quantity);
    }

    private void Move((int Tick, string Token, Instrument Instrument) flow, string from, string to, long amount)
    {
        var (tick, token, instrument) = flow;
        cells[(tick, token, instrument, from)] = Cell((tick, token, instrument, from)) - amount;
        cells[(tick, token, instrument, to)] = Cell((tick, token, instrument, to)) + amount;
    }
}
