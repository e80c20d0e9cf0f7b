using System.Text;
using Economy.Chain.Abi;
using Economy.Core.Books;

namespace Economy.Chain.Signing;

/// <summary>Signs trades with <see cref="ParticipantKeys"/> and nothing but this program.</summary>
/// <param name="runId">The run.</param>
/// <param name="chainId">Of the chain the trades are settled on.</param>
/// <param name="settlement">The contract.</param>
public sealed class TradeSigner(Hash32 runId, long chainId, Address settlement) : ITradeSigner
{
    private static readonly byte[] DomainType = Hash("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    private static readonly byte[] TradeType = Hash("Trade(uint64 tick,uint32 posting,uint32 buyer,uint32 seller,bytes moves,bytes assetMoves)");

    private readonly ParticipantKeys keys = new(runId);
    private readonly byte[] domain = Keccak256.Hash(AbiWriter.Constructor([])
        .Hash(new Hash32(DomainType)).Hash(new Hash32(Hash("Economy"))).Hash(new Hash32(Hash("1"))).Number(chainId).Account(settlement).ToArray());

    /// <inheritdoc />
    public Address SignerOf(AccountId account) => new(Keccak256.Hash(Secp256k1.PublicKey(keys.Of(account))).AsSpan(12));

    /// <inheritdoc />
    public (byte[] Buyer, byte[] Seller) Sign(TradeTerms trade)
    {
        var digest = Digest(trade);
        return (Secp256k1.Sign(keys.Of(trade.Buyer), digest), Secp256k1.Sign(keys.Of(trade.Seller), digest));
    }

    /// <summary>What both sides sign.</summary>
    internal byte[] Digest(TradeTerms trade)
    {
        var typed = Keccak256.Hash(AbiWriter.Constructor([])
            .Hash(new Hash32(TradeType)).Number(trade.Tick).Number(trade.Posting).Number(trade.Buyer.Value).Number(trade.Seller.Value)
            .Hash(new Hash32(Keccak256.Hash(trade.Moves))).Hash(new Hash32(Keccak256.Hash(trade.AssetMoves))).ToArray());
        return Keccak256.Hash([0x19, 0x01, .. domain, .. typed]);
    }

    private static byte[] Hash(string text) => Keccak256.Hash(Encoding.UTF8.GetBytes(text));
}
