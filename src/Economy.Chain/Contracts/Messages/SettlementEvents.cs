using Nethereum.ABI.FunctionEncoding.Attributes;

namespace Economy.Chain.Contracts.Messages;

// The events of contracts/ISettlement.sol by which recovery finds what was applied.

[Event("BatchSettled")]
internal sealed class BatchSettledEvent : IEventDTO
{
    [Parameter("uint64", "batch", 1, true)]
    public long Batch { get; set; }

    [Parameter("uint64", "tick", 2, true)]
    public long Tick { get; set; }
}

[Event("TickClosed")]
internal sealed class TickClosedEvent : IEventDTO
{
    [Parameter("uint64", "tick", 1, true)]
    public long Tick { get; set; }

    [Parameter("uint64", "batch", 2, true)]
    public long Batch { get; set; }

    [Parameter("bytes32", "journalRoot", 3)]
    public byte[] JournalRoot { get; set; } = [];
}

/// <summary>Of OpenZeppelin's AccessControl: by it settlements are found on a chain.</summary>
[Event("RoleGranted")]
internal sealed class RoleGrantedEvent : IEventDTO
{
    [Parameter("bytes32", "role", 1, true)]
    public byte[] Role { get; set; } = [];

    [Parameter("address", "account", 2, true)]
    public string Account { get; set; } = "";

    [Parameter("address", "sender", 3, true)]
    public string Sender { get; set; } = "";
}
