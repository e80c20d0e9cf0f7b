using System.Globalization;
using System.Numerics;
using Economy.Chain.Contracts;
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
            var address = token == TokenId.Currency ? contract.Place.Currency : contract.Place.Assets;
            Compare(differences, null, token, ledger.Supply(token),
                await ContractReads.AskAsync(contract.Client, address, SettlementAbi.Supply(token), cancel).ConfigureAwait(false));
            var pages = Enumerable.Range(0, (ledger.Accounts - 2) / AccountsPerCall + 1).Select(page => 1 + page * AccountsPerCall)
                .ToArray();
            var balances = await ContractReads.ReadAsync(
                contract.Client, address,
                [.. pages.Select(first => SettlementAbi.Balances(token, first, Math.Min(AccountsPerCall, ledger.Accounts - first)))],
                cancel).ConfigureAwait(false);
            // Whose balances came back is settled: each answer has as many as were asked for.
            for (var page = 0; page < pages.Length; page++)
                for (var i = 0; i < balances[page].Count; i++)
                {
                    var account = new AccountId(pages[page] + i);
                    Compare(differences, account, token, ledger[account, token], balances[page][i]);
                }
        }

        return differences;
    }

    private static void Compare(List<Difference> differences, AccountId? account, TokenId token, long books, BigInteger chain)
    {
        if (books != chain) differences.Add(new Difference(account, token, books, chain));
    }
}
