using Economy.Chain.Accounts;
using Economy.Core.Books;
using Nethereum.Model;

namespace Economy.Chain.Rpc;

/// <summary>Signs transactions (EIP-1559) for one chain. The same transaction and fees give the same bytes every time.</summary>
public sealed class TransactionSigner(SigningKey key, long chainId)
{
    private static readonly List<AccessListItem> NoAccessList = [];

    /// <summary>Whose transactions they are.</summary>
    public Address Address => key.Address;

    /// <returns>The signed transaction, and the hash it goes by.</returns>
    internal (byte[] Bytes, Hash32 Hash) Sign(Transaction transaction, Fees fees)
    {
        var signed = new Transaction1559(
            chainId, transaction.Nonce, fees.Tip, fees.Most, transaction.Gas, transaction.To?.ToString() ?? "", 0,
            Words.Data(transaction.Data), NoAccessList);
        signed.SetSignature(Signatures.Sign(key.Key, signed.RawHash));
        return (signed.GetRLPEncoded(), new Hash32(signed.Hash));
    }
}
