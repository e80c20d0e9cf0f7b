using System.Globalization;
using System.Numerics;
using Economy.Chain.Abi;
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
            var supply = await ReadAsync(contract, token, [SupplyCall(token)], cancel).ConfigureAwait(false);
            Compare(differences, null, token, ledger.Supply(token), new AbiReader(supply[0]).Integer(0));
            var calls = new List<byte[]>();
            for (var first = 1; first < ledger.Accounts; first += AccountsPerCall)
                calls.Add(BalancesCall(token, first, Math.Min(AccountsPerCall, ledger.Accounts - first)));
            var answers = await ReadAsync(contract, token, calls, cancel).ConfigureAwait(false);
            for (var i = 0; i < answers.Length; i++) Compare(differences, 1 + i * AccountsPerCall, token, ledger, answers[i]);
        }

        return differences;
    }

    private static void Compare(List<Difference> differences, int first, TokenId token, Ledger ledger, byte[] answer)
    {
        var chain = new AbiReader(answer).Array(0);
        for (var i = 0; i < chain.Count; i++)
        {
            var account = new AccountId(first + i);
            Compare(differences, account, token, ledger[account, token], chain.Integer(i));
        }
    }

    private static void Compare(List<Difference> differences, AccountId? account, TokenId token, long books, BigInteger chain)
    {
        if (books != chain) differences.Add(new Difference(account, token, books, chain));
    }

    private static Task<byte[][]> ReadAsync(SettlementContract contract, TokenId token, IEnumerable<byte[]> calls, CancellationToken cancel) =>
        SettlementContract.ReadAsync(contract.Client, token == TokenId.Currency ? contract.Currency : contract.Assets, calls, cancel);

    private static byte[] SupplyCall(TokenId token) => token == TokenId.Currency
        ? AbiWriter.Call("totalSupply()").ToArray()
        : AbiWriter.Call("totalSupply(uint256)").Number(token.Value).ToArray();

    private static byte[] BalancesCall(TokenId token, int first, int count) => token == TokenId.Currency
        ? AbiWriter.Call("balancesOf(uint32,uint32)").Number(first).Number(count).ToArray()
        : AbiWriter.Call("balancesOf(uint256,uint32,uint32)").Number(token.Value).Number(first).Number(count).ToArray();
}
