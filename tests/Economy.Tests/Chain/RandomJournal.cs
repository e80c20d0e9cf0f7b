using Economy.Core.Books;

namespace Economy.Tests.Chain;

/// <summary>Books moved at random: any list of numbers is read as a sequence of entries that nobody is overdrawn by.</summary>
internal sealed class RandomJournal
{
    public const int Accounts = 12;
    public const int Tokens = 3;

    private readonly Journal journal;
    private int tick;

    public RandomJournal()
    {
        var chart = new ChartOfAccounts(["game"], ["pool"], ["player"], new byte[Accounts - 4]);
        Ledger = new Ledger(chart.Count, Tokens);
        journal = new Journal(Ledger, chart, keepEntries: true);
    }

    public Ledger Ledger { get; }

    /// <summary>Writes one posting per number and closes the tick.</summary>
    public TickJournal Tick(IEnumerable<int> choices)
    {
        foreach (var choice in choices)
        {
            var bits = unchecked((uint)choice * 2654435761u) >> 1; // Knuth's multiplicative hash: small numbers spread out
            journal.Open();
            var payer = bits % 18 < Accounts ? (int)(bits % 18) : AccountId.Mint.Value;
            Move(payer, (int)(bits / 32 % Accounts), (int)(bits / 512 % Tokens), bits / 2048);
            // A trade pays and delivers in one posting.
            if (bits % 5 == 0) Move((int)(bits / 32 % Accounts), payer, (int)(bits / 1024 % Tokens), bits / 4096);
        }

        return journal.Close(tick++);
    }

    private void Move(int from, int to, int token, long amount)
    {
        var (payer, payee, id) = (new AccountId(from), new AccountId(to), new TokenId((short)token));
        if (payer == payee) return;
        var covered = payer == AccountId.Mint ? amount : Math.Min(amount, Ledger[payer, id]);
        journal.Move(payer, payee, id, covered, Instrument.Trade);
    }
}
