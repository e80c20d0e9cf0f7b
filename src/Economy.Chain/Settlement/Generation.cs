using Economy.Chain.Contracts;
using Economy.Core.Books;

namespace Economy.Chain.Settlement;

/// <summary>The part of a run that is settled on one deployment of the contracts. A run that never leaves its node has one.</summary>
public sealed record Generation
{
    /// <summary>The first tick settled here.</summary>
    public required int FirstTick { get; init; }

    /// <summary>Number of the first batch settled here.</summary>
    public required long FirstBatch { get; init; }

    /// <summary>The journal roots of all ticks before, chained; zero where there are none.</summary>
    public required Hash32 History { get; init; }

    /// <summary>
    /// Why it was begun: <c>start</c>, <c>memory</c> (the node before it had grown too large), <c>lost</c> (it was gone).
    /// </summary>
    public required string Cause { get; init; }

    /// <summary><c>hardhat</c>, <c>anvil</c> or <c>remote</c>.</summary>
    public required string Node { get; init; }

    /// <summary>Id of the chain.</summary>
    public required long ChainId { get; init; }

    /// <summary>Where its contracts are.</summary>
    public required Deployment Place { get; init; }

    /// <summary>The last tick settled here; null while settlement goes on.</summary>
    public int? LastTick { get; init; }

    /// <summary>The last block of the run on this chain.</summary>
    public long? LastBlock { get; init; }

    /// <summary>Balances that were compared with the books when it was left, and found to agree.</summary>
    public long? Compared { get; init; }
}
