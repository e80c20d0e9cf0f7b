using Nethereum.ABI.FunctionEncoding.Attributes;
using Nethereum.Contracts;

namespace Economy.Chain.Contracts.Messages;

// The transactions of contracts/ISettlement.sol, and its constructor.

internal sealed class SettlementDeployment(string byteCode) : ContractDeploymentMessage(byteCode)
{
    public SettlementDeployment()
        : this("")
    {
    }

    [Parameter("string", "name", 1)]
    public string Name { get; init; } = "";

    [Parameter("string", "symbol", 2)]
    public string Symbol { get; init; } = "";

    [Parameter("uint8", "minorDigits", 3)]
    public int MinorDigits { get; init; }

    [Parameter("address", "admin", 4)]
    public string Admin { get; init; } = "";

    [Parameter("address", "settler", 5)]
    public string Settler { get; init; } = "";

    [Parameter("bytes32", "run", 6)]
    public byte[] Run { get; init; } = [];
}

[Function("registerSigners")]
internal sealed class RegisterSignersFunction : FunctionMessage
{
    [Parameter("uint32", "first", 1)]
    public int First { get; init; }

    [Parameter("bytes", "signers", 2)]
    public byte[] Signers { get; init; } = [];
}

[Function("settle")]
internal sealed class SettleFunction : FunctionMessage
{
    [Parameter("uint64", "batch", 1)]
    public long Batch { get; init; }

    [Parameter("bytes", "moves", 2)]
    public byte[] Moves { get; init; } = [];

    [Parameter("bytes", "assetMoves", 3)]
    public byte[] AssetMoves { get; init; } = [];
}

[Function("settleTrade")]
internal sealed class SettleTradeFunction : FunctionMessage
{
    [Parameter("uint64", "batch", 1)]
    public long Batch { get; init; }

    [Parameter("tuple", "trade", 2, "Trade")]
    public TradeStruct Trade { get; init; } = new();

    [Parameter("bytes", "buyerSignature", 3)]
    public byte[] BuyerSignature { get; init; } = [];

    [Parameter("bytes", "sellerSignature", 4)]
    public byte[] SellerSignature { get; init; } = [];
}

[Function("recordAllocations")]
internal sealed class RecordAllocationsFunction : FunctionMessage
{
    [Parameter("uint64", "batch", 1)]
    public long Batch { get; init; }

    [Parameter("bytes32", "root", 2)]
    public byte[] Root { get; init; } = [];

    [Parameter("bytes", "pools", 3)]
    public byte[] Pools { get; init; } = [];
}

[Function("closeTick")]
internal sealed class CloseTickFunction : FunctionMessage
{
    [Parameter("uint64", "batch", 1)]
    public long Batch { get; init; }

    [Parameter("uint64", "tick", 2)]
    public long Tick { get; init; }

    [Parameter("bytes32", "journalRoot", 3)]
    public byte[] JournalRoot { get; init; } = [];
}

[Function("continueFrom")]
internal sealed class ContinueFromFunction : FunctionMessage
{
    [Parameter("uint64", "batch", 1)]
    public long Batch { get; init; }

    [Parameter("uint64", "tick", 2)]
    public long Tick { get; init; }

    [Parameter("uint64", "firstBatch", 3)]
    public long FirstBatch { get; init; }

    [Parameter("bytes32", "digest", 4)]
    public byte[] Digest { get; init; } = [];
}
