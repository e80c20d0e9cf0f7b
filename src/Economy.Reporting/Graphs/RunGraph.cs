using Economy.Core.Books;

namespace Economy.Reporting.Graphs;

/// <summary>
/// Who did what with whom in a run: accounts as nodes, and a link for everything that the journal and the tables say happened between two
/// of them. Grows tick by tick.
/// </summary>
/// <param name="chart">Whose accounts there are.</param>
/// <param name="tokenName">Name of a token.</param>
public sealed class RunGraph(ChartOfAccounts chart, Func<TokenId, string> tokenName)
{
    private readonly List<Link> links = [];
    private readonly List<string> things = [];
    private readonly Dictionary<string, int> thingRows = new(StringComparer.Ordinal);

    /// <summary>Whose accounts there are.</summary>
    public ChartOfAccounts Chart => chart;

    /// <summary>Everything that happened, in the order in which it was told.</summary>
    public IReadOnlyList<Link> Links => links;

    /// <summary>What links are about: assets, and what payments were for.</summary>
    public IReadOnlyList<string> Things => things;

    /// <summary>Number of a thing; −1 where no link is about it.</summary>
    public int Thing(string name) => thingRows.GetValueOrDefault(name, -1);

    /// <summary>Takes in a trade.</summary>
    /// <param name="tick">When.</param>
    /// <param name="number">Its number in the run.</param>
    /// <param name="parties">Accounts of seller and buyer.</param>
    /// <param name="asset">What was traded.</param>
    /// <param name="amounts">Units, and minor units paid for them.</param>
    public void AddTrade(int tick, long number, (AccountId Seller, AccountId Buyer) parties, string asset, (long Units, long Minor) amounts) =>
        links.Add(new(LinkKind.Trade, tick, parties.Seller.Value, parties.Buyer.Value, RowOf(asset), amounts.Units, amounts.Minor, number));

    /// <summary>Takes in a session.</summary>
    /// <param name="tick">When.</param>
    /// <param name="row">Row of its table, from 1.</param>
    /// <param name="visitor">Account of the participant.</param>
    /// <param name="place">Account of the subsystem.</param>
    /// <param name="seconds">How long, seconds.</param>
    public void AddVisit(int tick, long row, AccountId visitor, AccountId place, double seconds) =>
        links.Add(new(LinkKind.Visit, tick, visitor.Value, place.Value, RowOf("session"), (long)seconds, 0, row));

    /// <summary>Takes in a tick's journal.</summary>
    public void Add(TickJournal journal)
    {
        for (var e = 0; e < journal.Entries.Length; e++)
        {
            ref readonly var entry = ref journal.Entries[e];
            var isMoney = entry.Token == TokenId.Currency;
            links.Add(new(isMoney ? LinkKind.Payment : LinkKind.Delivery, journal.Tick, entry.From.Value, entry.To.Value,
                RowOf(isMoney ? entry.Instrument.Word(journal.Tick) : tokenName(entry.Token)),
                isMoney ? 0 : entry.Amount, isMoney ? entry.Amount : 0, e));
        }
    }

    private int RowOf(string thing)
    {
        if (thingRows.TryGetValue(thing, out var row)) return row;
        things.Add(thing);
        return thingRows[thing] = things.Count - 1;
    }
}
