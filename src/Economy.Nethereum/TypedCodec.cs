using System.Numerics;
using Economy.Chain;
using Economy.Chain.Abi;
using Economy.Chain.Settlement;
using Economy.Chain.Signing;
using Economy.Core.Books;
using Economy.Nethereum.Messages;
using Nethereum.Contracts;
using Nethereum.Contracts.MessageEncodingServices;
using Nethereum.Hex.HexConvertors.Extensions;

namespace Economy.Nethereum;

/// <summary>The codec of Nethereum's typed messages.</summary>
internal sealed class TypedCodec : ISettlementCodec
{
    public static TypedCodec Instance { get; } = new();

    public Query<Hash32> RunId { get; } = Ask(new RunIdFunction(), (byte[] run) => new Hash32(run));

    public Query<long> NextBatch { get; } = Ask(new NextBatchFunction(), (long number) => number);

    public Query<long> NextTick { get; } = Ask(new NextTickFunction(), (long number) => number);

    public Query<Address> Currency { get; } = Ask(new CurrencyFunction(), (string address) => Address.Parse(address));

    public Query<Address> Assets { get; } = Ask(new AssetsFunction(), (string address) => Address.Parse(address));

    public Query<Hash32> JournalRoot(int tick) => Ask(new JournalRootsFunction { Tick = tick }, (byte[] root) => new Hash32(root));

    public Query<BigInteger> Supply(TokenId token) => token == TokenId.Currency
        ? Ask(new CurrencySupplyFunction(), (BigInteger units) => units)
        : Ask(new AssetSupplyFunction { Id = token.Value }, (BigInteger units) => units);

    public Query<IReadOnlyList<BigInteger>> Balances(TokenId token, int first, int count) => token == TokenId.Currency
        ? Ask(new CurrencyBalancesFunction { First = first, Count = count }, (List<BigInteger> held) => (IReadOnlyList<BigInteger>)held)
        : Ask(new AssetBalancesFunction { Id = token.Value, First = first, Count = count }, (List<BigInteger> held) => (IReadOnlyList<BigInteger>)held);

    public byte[] Deployment(byte[] creationCode, string name, string symbol, int decimals, Address settler, Hash32 runId)
    {
        var message = new SettlementDeployment(creationCode.ToHex()) { Name = name, Symbol = symbol, MinorDigits = decimals, Admin = settler.ToString(), Settler = settler.ToString(), Run = Bytes(runId) };
        return new DeploymentMessageEncodingService<SettlementDeployment>().GetDeploymentData(message).HexToByteArray();
    }

    public byte[] RegisterSigners(int first, byte[] signers) => new RegisterSignersFunction { First = first, Signers = signers }.GetCallData();

    public byte[] Settle(long batch, byte[] moves, byte[] assetMoves) => new SettleFunction { Batch = batch, Moves = moves, AssetMoves = assetMoves }.GetCallData();

    public byte[] SettleTrade(long batch, TradeTerms trade, byte[] buyerSignature, byte[] sellerSignature) =>
        new SettleTradeFunction { Batch = batch, Trade = TradeStruct.Of(trade), BuyerSignature = buyerSignature, SellerSignature = sellerSignature }.GetCallData();

    public byte[] RecordAllocations(long batch, Hash32 root, byte[] pools) => new RecordAllocationsFunction { Batch = batch, Root = Bytes(root), Pools = pools }.GetCallData();

    public byte[] CloseTick(long batch, int tick, Hash32 journalRoot) => new CloseTickFunction { Batch = batch, Tick = tick, JournalRoot = Bytes(journalRoot) }.GetCallData();

    public byte[] ContinueFrom(long batch, int tick, long firstBatch, Hash32 history) =>
        new ContinueFromFunction { Batch = batch, Tick = tick, FirstBatch = firstBatch, Digest = Bytes(history) }.GetCallData();

    public IReadOnlyList<Hash32?> BatchSettled(long batch) => Topics(new FilterInputBuilder<BatchSettledEvent>().AddTopic(e => e.Batch, batch));

    public IReadOnlyList<Hash32?> TickClosed(long batch) => Topics(new FilterInputBuilder<TickClosedEvent>().AddTopic(e => e.Batch, batch));

    public ITradeSigner Signer(Hash32 runId, long chainId, Address settlement) => new TypedTradeSigner(runId, chainId, settlement);

    private static Query<T> Ask<TFunction, TAnswer, T>(TFunction message, Func<TAnswer, T> read)
        where TFunction : FunctionMessage
    {
        var coding = new FunctionMessageEncodingService<TFunction>();
        return new Query<T>(coding.GetCallData(message), answer =>
        {
            try
            {
                return read(coding.DecodeSimpleTypeOutput<TAnswer>(answer.ToHex(prefix: true)));
            }
            catch (Exception cause) when (cause is not ChainException)
            {
                throw new ChainNodeException($"A contract's answer is not what its ABI says: {cause.Message}", "Check that the chain is the one the contracts were deployed on.", cause);
            }
        });
    }

    // A topic is a text, or alternatives of which there is one here, or any.
    private static Hash32?[] Topics<TEvent>(FilterInputBuilder<TEvent> filter)
        where TEvent : class
    {
        var topics = Array.ConvertAll(filter.Build().Topics, topic => topic switch
        {
            string text => Hash32.Parse(text),
            object[] { Length: 1 } one => Hash32.Parse((string)one[0]),
            _ => (Hash32?)null,
        });
        return topics[..(Array.FindLastIndex(topics, t => t is not null) + 1)];
    }

    private static byte[] Bytes(Hash32 hash)
    {
        var bytes = new byte[32];
        hash.CopyTo(bytes);
        return bytes;
    }
}
