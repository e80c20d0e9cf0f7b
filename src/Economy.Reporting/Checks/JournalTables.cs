using Economy.Core.Books;
using Economy.Core.Records;

namespace Economy.Reporting.Checks;

/// <summary>Tables that repeat what is in the journal, made again from its entries and compared, tick by tick.</summary>
internal sealed class JournalTables : IDisposable
{
    private static readonly string[] AtStart = [.. Enum.GetValues<Instrument>().Select(i => i.Word(0))],
        Later = [.. Enum.GetValues<Instrument>().Select(i => i.Word(1))];

    private readonly AccountMap map;
    private readonly Dictionary<(string Token, string Instrument, string Sector), Int128> cells = [];
    private readonly Dictionary<int, Int128> endowed = [];
    private readonly TickRows<FlowRow> flows;
    private readonly TickRows<TradeRow>? trades;

    internal JournalTables(RunReader run, AccountMap map)
    {
        this.map = map;
        flows = new(run.Stream<FlowRow>(), row => row.Tick);
        trades = run.Has<TradeRow>() ? new(run.Stream<TradeRow>(), row => row.Tick) : null;
    }

    internal List<string> FlowProblems { get; } = [];

    internal List<string> TradeProblems { get; } = [];

    /// <summary>Money that participants were endowed with, minor units.</summary>
    internal Int128 Endowed(int participant) => endowed.GetValueOrDefault(participant);

    /// <summary>Takes the next tick.</summary>
    internal void Compare(TickJournal journal)
    {
        cells.Clear();
        var traded = new List<(int Buyer, int Seller, string Asset, long Quantity, long Notional)>();
        var (delivered, posting) = (default(Entry?), -1);
        foreach (ref readonly var entry in journal.Entries)
        {
            var (token, word) = (map.Token(entry.Token), (journal.Tick == 0 ? AtStart : Later)[(int)entry.Instrument]);
            Add(token, word, map.Sector(entry.From), -(Int128)entry.Amount);
            Add(token, word, map.Sector(entry.To), entry.Amount);
            if (entry is { Instrument: Instrument.Endowment, Token.Value: 0 })
                endowed[Participant(entry.To)] = Endowed(Participant(entry.To)) + entry.Amount;
            if (entry.Instrument == Instrument.Delivery) (delivered, posting) = (entry, entry.Posting);
            if (entry.Instrument == Instrument.Trade && delivered is { } goods && posting == entry.Posting)
                traded.Add((Participant(entry.From), Participant(entry.To), map.Token(goods.Token), goods.Amount, entry.Amount));
        }

        foreach (var row in flows.Of(journal.Tick).Where(r => r.Instrument != FlowBook.Holdings))
            Add(row.Token, row.Instrument, row.Sector, -(Int128)row.NetInflow);
        FlowProblems.AddRange(
            cells.Where(c => c.Value != 0)
                .Select(c => $"tick {journal.Tick}, {c.Key.Token}, {c.Key.Instrument}, {c.Key.Sector}: the journal has {c.Value} more"));
        if (trades is null) return;
        var listed = trades.Of(journal.Tick).Select(t => (t.Buyer, t.Seller, t.Asset, t.Quantity, t.Notional)).ToList();
        if (!listed.SequenceEqual(traded))
            TradeProblems.Add($"tick {journal.Tick}: {listed.Zip(traded).FirstOrDefault(p => p.First != p.Second) switch { ({ Asset: null }, _) => $"{listed.Count} trades, the journal has {traded.Count}", var (l, j) => $"{l}, the journal has {j}" }}");
    }

    public void Dispose()
    {
        flows.Dispose();
        trades?.Dispose();
    }

    private int Participant(AccountId account) => account == AccountId.Treasury ? TradeRow.Treasury : account.Value - map.FirstParticipant;

    private void Add(string token, string instrument, string sector, Int128 amount) =>
        cells[(token, instrument, sector)] = cells.GetValueOrDefault((token, instrument, sector)) + amount;

    /// <summary>The rows of a table, tick by tick.</summary>
    private sealed class TickRows<TRow>(IEnumerable<TRow> rows, Func<TRow, int> tickOf) : IDisposable
        where TRow : struct
    {
        private readonly IEnumerator<TRow> at = rows.GetEnumerator();
        private bool any = true, begun;

        internal List<TRow> Of(int tick)
        {
            var found = new List<TRow>();
            if (!begun) (begun, any) = (true, at.MoveNext());
            for (; any && tickOf(at.Current) <= tick; any = at.MoveNext()) found.Add(at.Current);
            return found;
        }

        public void Dispose() => at.Dispose();
    }
}
