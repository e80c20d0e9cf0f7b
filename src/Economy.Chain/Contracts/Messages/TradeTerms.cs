using Economy.Core.Books;

namespace Economy.Chain.Contracts.Messages;

/// <summary>A trade as both sides sign it (<c>Trade</c> in contracts/ISettlement.sol).</summary>
/// <param name="Tick">The tick it is of.</param>
/// <param name="Posting">Number of its posting in the tick's journal.</param>
/// <param name="Buyer">Receives the asset and pays.</param>
/// <param name="Seller">Delivers the asset and is paid.</param>
/// <param name="Moves">Currency records, 16 bytes each.</param>
/// <param name="AssetMoves">Asset records, 20 bytes each.</param>
public sealed record TradeTerms(int Tick, int Posting, AccountId Buyer, AccountId Seller, byte[] Moves, byte[] AssetMoves);
