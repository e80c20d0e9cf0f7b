using Economy.Core.Books;
using Economy.World.Randomness;

namespace Economy.Benchmarks;

/// <summary>Trades between random accounts, one currency and four assets, in equal ticks. Every account starts with plenty.</summary>
internal sealed class TradeWorkload
{
    public const int Accounts = 5_000;
    public const int Assets = 4;
    private const int First = 2;

    private readonly int accounts;
    private readonly Ledger ledger;
    private readonly Journal journal;
    private readonly ChartOfAccounts chart;

    public TradeWorkload(int accounts = Accounts)
    {
        this.accounts = accounts;
        ledger = new Ledger(First + accounts, 1 + Assets);
        chart = new ChartOfAccounts([], [], ["trader"], new byte[accounts]);
        journal = new Journal(ledger, chart, keepEntries: true);
    }

    public Ledger Ledger => ledger;

    /// <summary>Tick 0.</summary>
    public TickJournal Endowment()
    {
        for (short token = 0; token <= Assets; token++)
        {
            journal.Open();
            for (var i = 0; i < accounts; i++) journal.Move(AccountId.Mint, chart.Participant(i), new TokenId(token), 1_000_000, Instrument.Endowment);
        }

        return journal.Close(0);
    }

    /// <summary>A tick of trades: a delivery and a payment each.</summary>
    public TickJournal Trades(int tick, int count)
    {
        var random = new PhiloxStream(1, Purpose.Trade, 0, tick);
        for (var i = 0; i < count; i++)
        {
            var buyer = random.NextInt(accounts);
            var seller = (buyer + 1 + random.NextInt(accounts - 1)) % accounts;
            journal.Open();
            journal.Move(chart.Participant(seller), chart.Participant(buyer), new TokenId((short)(1 + random.NextInt(Assets))), 1 + random.NextInt(3), Instrument.Delivery);
            journal.Move(chart.Participant(buyer), chart.Participant(seller), TokenId.Currency, 50 + random.NextInt(100), Instrument.Trade);
        }

        return journal.Close(tick);
    }
}
