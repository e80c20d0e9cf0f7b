using Nethereum.ABI.FunctionEncoding.Attributes;

namespace Economy.Nethereum.Messages;

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
