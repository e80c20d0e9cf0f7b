using System.Globalization;
using System.Numerics;
using Economy.Core.Books;

namespace Economy.Chain.Settlement;

/// <summary>One balance that books and chain do not agree on.</summary>
/// <param name="Account">Whose; null for the total supply.</param>
/// <param name="Books">Minor units in the books.</param>
/// <param name="Chain">Minor units on chain.</param>
public readonly record struct Difference(AccountId? Account, TokenId Token, long Books, BigInteger Chain)
{
    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(Account is { } account ? account.ToString() : "supply")}, {Token}: {Books} in the books, {Chain} on chain");
}

/// <summary>The comparison of books and chain.</summary>
/// <param name="Balances">How many balances were compared, total supplies included.</param>
/// <param name="Differences">By token, total supply first, then by account; empty if books and chain agree.</param>
public sealed record Reconciliation(long Balances, IReadOnlyList<Difference> Differences)
{
    private const int AccountsPerCall = 1000;

    /// <summary>Whether every balance and every supply agree.</summary>
    public bool Agrees => Differences.Count == 0;

    /// <summary>
    /// Compares every account's balance in every token, and every token's total supply. Since the supplies are compared too,
    /// nothing can be hidden in an address that the books do not know. A difference counts if it is there when looked at again:
    /// an answer that was garbled on its way is none.
    /// </summary>
    /// <exception cref="ChainException">The node failed.</exception>
    public static async Task<Reconciliation> CompareAsync(SettlementContract contract, Ledger ledger, CancellationToken cancel = default)
    {
        var differences = await DifferencesAsync(contract, ledger, cancel).ConfigureAwait(false);
        if (differences.Count > 0)
        {
            var again = (await DifferencesAsync(contract, ledger, cancel).ConfigureAwait(false)).ToHashSet();
            differences.RemoveAll(d => !again.Contains(d));
        }

        return new Reconciliation((long)ledger.Tokens * ledger.Accounts, differences);
    }

    private static async Task<List<Difference>> DifferencesAsync(SettlementContract contract, Ledger ledger, CancellationToken cancel)
    {
        var differences = new List<Difference>();
        for (short t = 0; t < ledger.Tokens; t++)
        {
            var token = new TokenId(t);
            var supply = await AskAsync(contract, token, [contract.Codec.Supply(token)], cancel).ConfigureAwait(false);
            Compare(differences, null, token, ledger.Supply(token), supply[0]);
            var queries = new List<Query<IReadOnlyList<BigInteger>>>();
            for (var first = 1; first < ledger.Accounts; first += AccountsPerCall)
                queries.Add(contract.Codec.Balances(token, first, Math.Min(AccountsPerCall, ledger.Accounts - first)));
            var answers = await AskAsync(contract, token, queries, cancel).ConfigureAwait(false);
            for (var i = 0; i < answers.Length; i++) Compare(differences, 1 + i * AccountsPerCall, token, ledger, answers[i]);
        }

        return differences;
    }

    private static void Compare(List<Difference> differences, int first, TokenId token, Ledger ledger, IReadOnlyList<BigInteger> chain)
    {
        for (var i = 0; i < chain.Count; i++)
        {
            var account = new AccountId(first + i);
            Compare(differences, account, token, ledger[account, token], chain[i]);
        }
    }

    private static void Compare(List<Difference> differences, AccountId? account, TokenId token, long books, BigInteger chain)
    {
        if (books != chain) differences.Add(new Difference(account, token, books, chain));
    }

    private static async Task<T[]> AskAsync<T>(SettlementContract contract, TokenId token, IReadOnlyList<Query<T>> queries, CancellationToken cancel)
    {
        var address = token == TokenId.Currency ? contract.Currency : contract.Assets;
        var answers = await SettlementContract.ReadAsync(contract.Client, address, queries.Select(q => q.Call), cancel).ConfigureAwait(false);
        return [.. queries.Zip(answers, (query, answer) => query.Decode(answer))];
    }
}
