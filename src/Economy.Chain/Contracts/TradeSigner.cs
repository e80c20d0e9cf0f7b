using Economy.Chain.Accounts;
using Economy.Chain.Contracts.Messages;
using Economy.Core.Books;
using Nethereum.ABI.EIP712;
using Nethereum.Util;

namespace Economy.Chain.Contracts;

/// <summary>Signs trades for the simulated participants, as typed data (EIP-712) that <c>contracts/Trades.sol</c> checks. For one thread at a time.</summary>
/// <param name="runId">The run.</param>
/// <param name="chainId">Of the chain the trades are settled on.</param>
/// <param name="settlement">The contract.</param>
public sealed class TradeSigner(Hash32 runId, long chainId, Address settlement)
{
    private readonly ParticipantKeys keys = new(runId);
    private readonly TypedData<DomainWithSalt> schema = new()
    {
        Domain = new DomainWithSalt { Name = "Economy", Version = "1", ChainId = chainId, VerifyingContract = settlement.ToString(), Salt = runId.ToBytes() },
        Types = MemberDescriptionFactory.GetTypesMemberDescription(typeof(DomainWithSalt), typeof(TradeStruct)),
        PrimaryType = "Trade",
    };

    /// <summary>Who signs for an account.</summary>
    public Address SignerOf(AccountId account) => new(keys.Of(account).GetPublicAddressAsBytes());

    /// <summary>The signatures of both sides, 65 bytes r ‖ s ‖ v each.</summary>
    public (byte[] Buyer, byte[] Seller) Sign(TradeTerms trade)
    {
        var digest = Digest(trade);
        return (Signatures.Packed(keys.Of(trade.Buyer), digest), Signatures.Packed(keys.Of(trade.Seller), digest));
    }

    /// <summary>What both sides sign.</summary>
    internal byte[] Digest(TradeTerms trade) => Sha3Keccack.Current.CalculateHash(Eip712TypedDataEncoder.Current.EncodeTypedData(TradeStruct.Of(trade), schema));
}
