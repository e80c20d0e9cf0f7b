using Economy.Chain.Contracts.Messages;
using Economy.Core.Books;

namespace Economy.Chain.Settlement;

/// <summary>The records of one batch as the contracts read them (contracts/Moves.sol).</summary>
/// <param name="Moves">Currency records, 16 bytes each.</param>
/// <param name="AssetMoves">Asset records, 20 bytes each.</param>
/// <param name="Entries">Number of records in both together.</param>
internal sealed record PackedBatch(byte[] Moves, byte[] AssetMoves, int Entries)
{
    /// <summary>The trade that both sides are to sign; null where the batch needs no signature.</summary>
    public SignedTrade? Trade { get; init; }

    /// <summary>What they sign.</summary>
    public TradeTerms Terms => new(Trade!.Tick, Trade.Posting, Trade.Buyer, Trade.Seller, Moves, AssetMoves);
}

/// <summary>Whose trade a batch is.</summary>
/// <param name="Tick">The tick it is of.</param>
/// <param name="Posting">Number of its posting in the tick's journal.</param>
/// <param name="Buyer">Receives the asset and pays.</param>
/// <param name="Seller">Delivers the asset and is paid.</param>
internal sealed record SignedTrade(int Tick, int Posting, AccountId Buyer, AccountId Seller);
