using Economy.Core.State;

namespace Economy.Core.Books;

/// <summary>Balances of every account in every token, in exact integers. No account but the mint's goes below zero.</summary>
public sealed class Ledger : IResumable
{
    private readonly long[][] balances;

    /// <param name="accounts">Number of accounts.</param>
    /// <param name="tokens">Number of tokens, the currency included.</param>
    public Ledger(int accounts, int tokens)
    {
        Accounts = accounts;
        Tokens = tokens;
        balances = new long[tokens][];
        for (var t = 0; t < tokens; t++) balances[t] = new long[accounts];
    }

    /// <summary>Number of accounts.</summary>
    public int Accounts { get; }

    /// <summary>Number of tokens, the currency included.</summary>
    public int Tokens { get; }

    /// <summary>The balance of one account in one token.</summary>
    public long this[AccountId account, TokenId token] => balances[token.Value][account.Value];

    /// <summary>All balances in one token, by account. A live view, not a copy.</summary>
    public ReadOnlySpan<long> Balances(TokenId token) => balances[token.Value];

    /// <summary>Minted − burnt: what all accounts but the mint's hold together.</summary>
    public long Supply(TokenId token) => -balances[token.Value][AccountId.Mint.Value];

    /// <summary>Moves the entry's amount.</summary>
    /// <exception cref="InvalidOperationException">The amount is not positive, sender and receiver are one, or the sender would be
    /// overdrawn. Nothing is moved.</exception>
    public void Apply(in Entry entry)
    {
        var column = balances[entry.Token.Value];
        ref var from = ref column[entry.From.Value];
        if (entry.Amount <= 0 || entry.From == entry.To) throw new InvalidOperationException($"Not an entry: {entry}.");
        if (entry.From != AccountId.Mint && from < entry.Amount) throw Overdrawn(entry, from);
        ref var to = ref column[entry.To.Value];
        var (debited, credited) = (from - entry.Amount, to + entry.Amount);
        (from, to) = (debited, credited);
    }

    /// <summary>Debits a participant.</summary>
    /// <exception cref="InvalidOperationException">It would be overdrawn.</exception>
    internal void Take(in Entry entry)
    {
        ref var from = ref balances[entry.Token.Value][entry.From.Value];
        if (from < entry.Amount) throw Overdrawn(entry, from);
        from -= entry.Amount;
    }

    /// <summary>Credits a participant.</summary>
    internal void Give(in Entry entry) => balances[entry.Token.Value][entry.To.Value] += entry.Amount;

    /// <summary>Adds to the first accounts of every token.</summary>
    /// <param name="amounts">[tokens × as many accounts].</param>
    internal void Add(ReadOnlySpan<long> amounts)
    {
        var accounts = amounts.Length / Tokens;
        for (var i = 0; i < amounts.Length; i++) balances[i / accounts][i % accounts] += amounts[i];
    }

    private static InvalidOperationException Overdrawn(in Entry entry, long held) =>
        new($"Overdrawn: {entry.From} holds {held} of {entry.Token}, the entry takes {entry.Amount} ({entry.Instrument}).");

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        foreach (var column in balances) state.WriteColumn<long>(column);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        foreach (var column in balances) state.ReadColumn<long>(column);
    }
}
