using System.Numerics;
using Nethereum.ABI.FunctionEncoding.Attributes;
using Nethereum.Contracts;

namespace Economy.Chain.Contracts.Messages;

// Proofs as contracts/ISettlement.sol and contracts/IAllocationRecord.sol check them.

[Struct("Entry")]
internal sealed class EntryStruct
{
    [Parameter("uint32", "index", 1)]
    public int Index { get; init; }

    [Parameter("uint32", "posting", 2)]
    public int Posting { get; init; }

    [Parameter("uint32", "from", 3)]
    public int From { get; init; }

    [Parameter("uint32", "to", 4)]
    public int To { get; init; }

    [Parameter("uint16", "token", 5)]
    public int Token { get; init; }

    [Parameter("uint8", "instrument", 6)]
    public int Instrument { get; init; }

    [Parameter("uint64", "amount", 7)]
    public long Amount { get; init; }
}

[Struct("Allocation")]
internal sealed class AllocationStruct
{
    [Parameter("uint32", "index", 1)]
    public int Index { get; init; }

    [Parameter("uint32", "task", 2)]
    public int Task { get; init; }

    [Parameter("uint32", "owner", 3)]
    public int Owner { get; init; }

    [Parameter("uint16", "pool", 4)]
    public int Pool { get; init; }

    [Parameter("uint32", "share", 5)]
    public int Share { get; init; }

    [Parameter("uint64", "payment", 6)]
    public long Payment { get; init; }
}

[Function("verifyEntry", "bool")]
internal sealed class VerifyEntryFunction : FunctionMessage
{
    [Parameter("uint64", "tick", 1)]
    public long Tick { get; init; }

    [Parameter("tuple", "entry", 2, "Entry")]
    public EntryStruct Entry { get; init; } = new();

    [Parameter("bytes32[]", "siblings", 3)]
    public List<byte[]> Siblings { get; init; } = [];

    [Parameter("uint256", "lefts", 4)]
    public BigInteger Lefts { get; init; }
}

[Function("verify", "bool")]
internal sealed class VerifyAllocationFunction : FunctionMessage
{
    [Parameter("uint64", "tick", 1)]
    public long Tick { get; init; }

    [Parameter("tuple", "allocation", 2, "Allocation")]
    public AllocationStruct Allocation { get; init; } = new();

    [Parameter("bytes32[]", "siblings", 3)]
    public List<byte[]> Siblings { get; init; } = [];

    [Parameter("uint256", "lefts", 4)]
    public BigInteger Lefts { get; init; }
}
