using Economy.Core.Books;

namespace Economy.Chain.Settlement;

/// <summary>The journals that can be sent again, and the size of the books they move.</summary>
/// <param name="Journals">Where they are kept.</param>
/// <param name="Accounts">Number of accounts.</param>
/// <param name="Tokens">Number of tokens, the currency included.</param>
public sealed record KeptJournals(IJournalStore Journals, int Accounts, int Tokens)
{
    /// <summary>The balances before a tick: those of an opening, moved by every journal since.</summary>
    internal Ledger Balances(Opening opening, int beforeTick)
    {
        var balances = new Ledger(Accounts, Tokens);
        if (opening.Balances is { } held)
        {
            for (short t = 0; t < Tokens; t++)
                for (var a = AccountId.Mint.Value + 1; a < Accounts; a++)
                    if (held[new AccountId(a), new TokenId(t)] is > 0 and var amount)
                        balances.Apply(new Entry(AccountId.Mint, new AccountId(a), new TokenId(t), amount, Instrument.Endowment, 0));
        }

        foreach (var journal in Journals.Read(opening.Tick).TakeWhile(j => j.Tick < beforeTick))
            foreach (ref readonly var entry in journal.Entries) balances.Apply(entry);
        return balances;
    }
}
