using System.Text;
using Economy.Chain.Accounts;
using Economy.Chain.Contracts.Messages;
using Economy.Core.Books;
using Nethereum.ABI;
using Nethereum.ABI.EIP712;
using Nethereum.Util;

namespace Economy.Chain.Contracts;

/// <summary>
/// Signs trades for the simulated participants, as typed data (EIP-712) that <c>contracts/Trades.sol</c> checks. For one thread at a time.
/// </summary>
/// <param name="runId">The run.</param>
/// <param name="chainId">Of the chain the trades are settled on.</param>
/// <param name="settlement">The contract.</param>
public sealed class TradeSigner(Hash32 runId, long chainId, Address settlement)
{
    private static readonly ABIEncode Abi = new();
    private static readonly Sha3Keccack Keccak = Sha3Keccack.Current;
    private static readonly byte[] TradeType =
        Keccak.CalculateHash(Encoding.UTF8.GetBytes(Eip712TypedDataEncoder.Current.GetEncodedType("Trade", typeof(TradeStruct))));

    private readonly ParticipantKeys keys = new(runId);
    private readonly byte[] domain = Eip712TypedDataEncoder.Current.HashDomainSeparator(new TypedData<DomainWithSalt>
    {
        Domain = new DomainWithSalt { Name = "Economy", Version = "1", ChainId = chainId, VerifyingContract = settlement.ToString(),
            Salt = runId.ToBytes() },
        Types = MemberDescriptionFactory.GetTypesMemberDescription(typeof(DomainWithSalt)),
    });

    /// <summary>Who signs for an account.</summary>
    public Address SignerOf(AccountId account) => new(keys.Of(account).GetPublicAddressAsBytes());

    /// <summary>The signatures of both sides, 65 bytes r ‖ s ‖ v each.</summary>
    public (byte[] Buyer, byte[] Seller) Sign(TradeTerms trade)
    {
        var digest = Digest(trade);
        return (Signatures.Packed(keys.Of(trade.Buyer), digest), Signatures.Packed(keys.Of(trade.Seller), digest));
    }

    /// <summary>
    /// What both sides sign: Nethereum's typed data, whose domain and type are hashed once, since its encoder works both out anew
    /// for every message, by reflection and regular expressions, in five times the time.
    /// </summary>
    internal byte[] Digest(TradeTerms trade)
    {
        var members = Abi.GetABIEncoded(
            new ABIValue("bytes32", TradeType), new ABIValue("uint64", trade.Tick), new ABIValue("uint32", trade.Posting),
            new ABIValue("uint32", trade.Buyer.Value), new ABIValue("uint32", trade.Seller.Value),
            new ABIValue("bytes32", Keccak.CalculateHash(trade.Moves)), new ABIValue("bytes32", Keccak.CalculateHash(trade.AssetMoves)));
        return Keccak.CalculateHash([0x19, 0x01, .. domain, .. Keccak.CalculateHash(members)]);
    }
}
