using Economy.Core.Books;

namespace Economy.Tests.Chain;

/// <summary>Books in which participants are endowed, trade for money, pay taxes, make and use up goods, at random.</summary>
internal sealed class RandomMarket
{
    public const int Tokens = 3;
    private const int First = 4;
    private const int Participants = 9;

    private readonly Random random;
    private readonly Journal journal;
    private int tick;

    public RandomMarket(int seed)
    {
        random = new Random(seed);
        var chart = new ChartOfAccounts(["game"], ["pool"], ["player"], new byte[Participants]);
        Ledger = new Ledger(chart.Count, Tokens);
        journal = new Journal(Ledger, chart, keepEntries: true);
    }

    public Ledger Ledger { get; }

    /// <summary>Some postings of every kind, the first tick's an endowment.</summary>
    public TickJournal Tick(int postings)
    {
        for (var p = 0; p < postings; p++)
        {
            journal.Open();
            var (one, other) = (Anybody(), Anybody());
            var token = new TokenId((short)random.Next(1, Tokens));
            switch (tick == 0 ? 0 : random.Next(8))
            {
                case 0:
                    for (var i = 0; i < Participants; i++)
                        for (short t = 0; t < Tokens; t++) journal.Move(AccountId.Mint, new AccountId(First + i), new TokenId(t), random.Next(1000), Instrument.Endowment);
                    break;
                case 1: journal.Move(one, AccountId.Treasury, TokenId.Currency, Part(one, TokenId.Currency), Instrument.Upkeep); break;
                case 2: journal.Move(one, AccountId.Mint, token, Part(one, token), Instrument.Consumption); break;
                case 3: journal.Move(AccountId.Mint, one, token, random.Next(50), Instrument.Production); break;
                default: if (one != other) Trade(one, other, token); break;
            }
        }

        return journal.Close(tick++);
    }

    private void Trade(AccountId buyer, AccountId seller, TokenId token)
    {
        var (quantity, price) = (Part(seller, token), Part(buyer, TokenId.Currency));
        if (quantity == 0) return;
        journal.Move(seller, buyer, token, quantity, Instrument.Delivery);
        journal.Move(buyer, seller, TokenId.Currency, price, Instrument.Trade);
        journal.Move(buyer, AccountId.Treasury, TokenId.Currency, Math.Min(price / 10, Ledger[buyer, TokenId.Currency] < 0 ? 0 : (long)Ledger[buyer, TokenId.Currency]), Instrument.TransactionTax);
    }

    private AccountId Anybody() => new(First + random.Next(Participants));

    private long Part(AccountId account, TokenId token) => (long)Ledger[account, token] / 3;
}
