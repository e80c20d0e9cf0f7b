namespace Economy.Chain.Settlement;

/// <summary>The records of one batch as the contracts read them (contracts/Moves.sol).</summary>
/// <param name="Moves">Currency records, 16 bytes each.</param>
/// <param name="AssetMoves">Asset records, 20 bytes each.</param>
/// <param name="Entries">Number of records in both together.</param>
internal sealed record PackedBatch(byte[] Moves, byte[] AssetMoves, int Entries);
