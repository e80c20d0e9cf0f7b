using System.Numerics;
using Nethereum.ABI.FunctionEncoding.Attributes;
using Nethereum.Contracts;

namespace Economy.Chain.Contracts.Messages;

// What is asked of contracts/ISettlement.sol and of its two tokens.

[Function("runId", "bytes32")]
internal sealed class RunIdFunction : FunctionMessage;

[Function("nextBatch", "uint64")]
internal sealed class NextBatchFunction : FunctionMessage;

[Function("nextTick", "uint64")]
internal sealed class NextTickFunction : FunctionMessage;

[Function("currency", "address")]
internal sealed class CurrencyFunction : FunctionMessage;

[Function("assets", "address")]
internal sealed class AssetsFunction : FunctionMessage;

[Function("journalRoots", "bytes32")]
internal sealed class JournalRootsFunction : FunctionMessage
{
    [Parameter("uint64", "tick", 1)]
    public long Tick { get; init; }
}

[Function("totalSupply", "uint256")]
internal sealed class CurrencySupplyFunction : FunctionMessage;

[Function("totalSupply", "uint256")]
internal sealed class AssetSupplyFunction : FunctionMessage
{
    [Parameter("uint256", "id", 1)]
    public BigInteger Id { get; init; }
}

[Function("balancesOf", "uint256[]")]
internal sealed class CurrencyBalancesFunction : FunctionMessage
{
    [Parameter("uint32", "first", 1)]
    public int First { get; init; }

    [Parameter("uint32", "count", 2)]
    public int Count { get; init; }
}

[Function("balancesOf", "uint256[]")]
internal sealed class AssetBalancesFunction : FunctionMessage
{
    [Parameter("uint256", "id", 1)]
    public BigInteger Id { get; init; }

    [Parameter("uint32", "first", 2)]
    public int First { get; init; }

    [Parameter("uint32", "count", 3)]
    public int Count { get; init; }
}

[Function("allocations", "address")]
internal sealed class AllocationsFunction : FunctionMessage;

[Function("paused", "bool")]
internal sealed class PausedFunction : FunctionMessage;

[Function("hasRole", "bool")]
internal sealed class HasRoleFunction : FunctionMessage
{
    [Parameter("bytes32", "role", 1)]
    public byte[] Role { get; init; } = [];

    [Parameter("address", "account", 2)]
    public string Account { get; init; } = "";
}
