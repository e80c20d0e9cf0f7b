using System.Numerics;
using Economy.Chain.Abi;
using Economy.Chain.Signing;
using Economy.Core.Books;

namespace Economy.Chain.Settlement;

/// <summary>The codec that needs nothing but this program.</summary>
public sealed class SettlementCodec : ISettlementCodec
{
    private static readonly Hash32 BatchSettledEvent = AbiWriter.Topic("BatchSettled(uint64,uint64)");
    private static readonly Hash32 TickClosedEvent = AbiWriter.Topic("TickClosed(uint64,uint64,bytes32)");

    private SettlementCodec()
    {
    }

    /// <summary>The only one: it holds nothing.</summary>
    public static SettlementCodec Instance { get; } = new();

    /// <inheritdoc />
    public Query<Hash32> RunId { get; } = new(AbiWriter.Selector("runId()"), a => new AbiReader(a).Hash(0));

    /// <inheritdoc />
    public Query<long> NextBatch { get; } = new(AbiWriter.Selector("nextBatch()"), a => new AbiReader(a).Number(0));

    /// <inheritdoc />
    public Query<long> NextTick { get; } = new(AbiWriter.Selector("nextTick()"), a => new AbiReader(a).Number(0));

    /// <inheritdoc />
    public Query<Address> Currency { get; } = new(AbiWriter.Selector("currency()"), a => new AbiReader(a).Account(0));

    /// <inheritdoc />
    public Query<Address> Assets { get; } = new(AbiWriter.Selector("assets()"), a => new AbiReader(a).Account(0));

    /// <inheritdoc />
    public Query<Hash32> JournalRoot(int tick) => new(AbiWriter.Call("journalRoots(uint64)").Number(tick).ToArray(), a => new AbiReader(a).Hash(0));

    /// <inheritdoc />
    public Query<BigInteger> Supply(TokenId token) => new(
        token == TokenId.Currency ? AbiWriter.Selector("totalSupply()") : AbiWriter.Call("totalSupply(uint256)").Number(token.Value).ToArray(),
        a => new AbiReader(a).Integer(0));

    /// <inheritdoc />
    public Query<IReadOnlyList<BigInteger>> Balances(TokenId token, int first, int count) => new(
        token == TokenId.Currency
            ? AbiWriter.Call("balancesOf(uint32,uint32)").Number(first).Number(count).ToArray()
            : AbiWriter.Call("balancesOf(uint256,uint32,uint32)").Number(token.Value).Number(first).Number(count).ToArray(),
        a =>
        {
            var words = new AbiReader(a).Array(0);
            var balances = new BigInteger[words.Count];
            for (var i = 0; i < balances.Length; i++) balances[i] = words.Integer(i);
            return balances;
        });

    /// <inheritdoc />
    public byte[] Deployment(byte[] creationCode, string name, string symbol, int decimals, Address settler, Hash32 runId) =>
        AbiWriter.Constructor(creationCode).Text(name).Text(symbol).Number(decimals).Account(settler).Account(settler).Hash(runId).ToArray();

    /// <inheritdoc />
    public byte[] RegisterSigners(int first, byte[] signers) => AbiWriter.Call("registerSigners(uint32,bytes)").Number(first).Data(signers).ToArray();

    /// <inheritdoc />
    public byte[] Settle(long batch, byte[] moves, byte[] assetMoves) =>
        AbiWriter.Call("settle(uint64,bytes,bytes)").Number(batch).Data(moves).Data(assetMoves).ToArray();

    /// <inheritdoc />
    public byte[] SettleTrade(long batch, TradeTerms trade, byte[] buyerSignature, byte[] sellerSignature)
    {
        var terms = AbiWriter.Constructor([])
            .Number(trade.Tick).Number(trade.Posting).Number(trade.Buyer.Value).Number(trade.Seller.Value).Data(trade.Moves).Data(trade.AssetMoves).ToArray();
        return AbiWriter.Call("settleTrade(uint64,(uint64,uint32,uint32,uint32,bytes,bytes),bytes,bytes)")
            .Number(batch).Tuple(terms).Data(buyerSignature).Data(sellerSignature).ToArray();
    }

    /// <inheritdoc />
    public byte[] RecordAllocations(long batch, Hash32 root, byte[] pools) =>
        AbiWriter.Call("recordAllocations(uint64,bytes32,bytes)").Number(batch).Hash(root).Data(pools).ToArray();

    /// <inheritdoc />
    public byte[] CloseTick(long batch, int tick, Hash32 journalRoot) =>
        AbiWriter.Call("closeTick(uint64,uint64,bytes32)").Number(batch).Number(tick).Hash(journalRoot).ToArray();

    /// <inheritdoc />
    public byte[] ContinueFrom(long batch, int tick, long firstBatch, Hash32 history) =>
        AbiWriter.Call("continueFrom(uint64,uint64,uint64,bytes32)").Number(batch).Number(tick).Number(firstBatch).Hash(history).ToArray();

    /// <inheritdoc />
    public IReadOnlyList<Hash32?> BatchSettled(long batch) => [BatchSettledEvent, Topic(batch)];

    /// <inheritdoc />
    public IReadOnlyList<Hash32?> TickClosed(long batch) => [TickClosedEvent, null, Topic(batch)];

    /// <inheritdoc />
    public ITradeSigner Signer(Hash32 runId, long chainId, Address settlement) => new TradeSigner(runId, chainId, settlement);

    private static Hash32 Topic(long number) => new(AbiWriter.Constructor([]).Number(number).ToArray());
}
