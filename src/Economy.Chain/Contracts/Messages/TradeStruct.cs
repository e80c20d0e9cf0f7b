using Nethereum.ABI.FunctionEncoding.Attributes;

namespace Economy.Chain.Contracts.Messages;

/// <summary><c>Trade</c> of contracts/ISettlement.sol: what a call carries, and what both sides sign as typed data.</summary>
[Struct("Trade")]
internal sealed class TradeStruct
{
    [Parameter("uint64", "tick", 1)]
    public long Tick { get; init; }

    [Parameter("uint32", "posting", 2)]
    public int Posting { get; init; }

    [Parameter("uint32", "buyer", 3)]
    public int Buyer { get; init; }

    [Parameter("uint32", "seller", 4)]
    public int Seller { get; init; }

    [Parameter("bytes", "moves", 5)]
    public byte[] Moves { get; init; } = [];

    [Parameter("bytes", "assetMoves", 6)]
    public byte[] AssetMoves { get; init; } = [];

    public static TradeStruct Of(TradeTerms trade) => new()
    {
        Tick = trade.Tick, Posting = trade.Posting, Buyer = trade.Buyer.Value, Seller = trade.Seller.Value, Moves = trade.Moves,
        AssetMoves = trade.AssetMoves,
    };
}
