using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Economy.Chain.Abi;
using Economy.Chain.Settlement;
using Economy.Core.Books;

namespace Economy.Chain.Signing;

/// <summary>
/// Signs trades for the simulated participants, as typed data (EIP-712) that <c>contracts/Trades.sol</c> checks. An account's key
/// is Keccak-256(<c>"Economy participant" ‖ run id ‖ account u32</c>) modulo n − 1, plus 1: a test key, which anybody who knows
/// the run can work out.
/// </summary>
/// <param name="runId">The run.</param>
/// <param name="chainId">Of the chain the trades are settled on.</param>
/// <param name="settlement">The contract.</param>
public sealed class TradeSigner(Hash32 runId, long chainId, Address settlement)
{
    private static readonly byte[] DomainType = Hash("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    private static readonly byte[] TradeType = Hash("Trade(uint64 tick,uint32 posting,uint32 buyer,uint32 seller,bytes moves,bytes assetMoves)");

    private readonly byte[] domain = Keccak256.Hash(AbiWriter.Constructor([])
        .Hash(new Hash32(DomainType)).Hash(new Hash32(Hash("Economy"))).Hash(new Hash32(Hash("1"))).Number(chainId).Account(settlement).ToArray());

    /// <summary>Who signs for an account.</summary>
    public Address SignerOf(AccountId account) => new(Keccak256.Hash(Secp256k1.PublicKey(KeyOf(account))).AsSpan(12));

    /// <summary>What both sides sign.</summary>
    internal byte[] Digest(PackedBatch batch, SignedTrade trade)
    {
        var typed = Keccak256.Hash(AbiWriter.Constructor([])
            .Hash(new Hash32(TradeType)).Number(trade.Tick).Number(trade.Posting).Number(trade.Buyer.Value).Number(trade.Seller.Value)
            .Hash(new Hash32(Keccak256.Hash(batch.Moves))).Hash(new Hash32(Keccak256.Hash(batch.AssetMoves))).ToArray());
        return Keccak256.Hash([0x19, 0x01, .. domain, .. typed]);
    }

    internal byte[] Sign(AccountId account, ReadOnlySpan<byte> digest) => Secp256k1.Sign(KeyOf(account), digest);

    private BigInteger KeyOf(AccountId account)
    {
        var seed = new byte[19 + 32 + 4];
        "Economy participant"u8.CopyTo(seed);
        runId.CopyTo(seed.AsSpan(19));
        BinaryPrimitives.WriteInt32BigEndian(seed.AsSpan(51), account.Value);
        return new BigInteger(Keccak256.Hash(seed), isUnsigned: true, isBigEndian: true) % (Secp256k1.Order - 1) + 1;
    }

    private static byte[] Hash(string text) => Keccak256.Hash(Encoding.UTF8.GetBytes(text));
}
