using Economy.Chain.Abi;
using Economy.Core.Books;

namespace Economy.Chain.Signing;

/// <summary>A trade as both sides sign it (<c>Trade</c> in contracts/ISettlement.sol).</summary>
/// <param name="Tick">The tick it is of.</param>
/// <param name="Posting">Number of its posting in the tick's journal.</param>
/// <param name="Buyer">Receives the asset and pays.</param>
/// <param name="Seller">Delivers the asset and is paid.</param>
/// <param name="Moves">Currency records, 16 bytes each.</param>
/// <param name="AssetMoves">Asset records, 20 bytes each.</param>
public sealed record TradeTerms(int Tick, int Posting, AccountId Buyer, AccountId Seller, byte[] Moves, byte[] AssetMoves);

/// <summary>Signs trades for the simulated participants, as typed data (EIP-712) that <c>contracts/Trades.sol</c> checks.</summary>
public interface ITradeSigner
{
    /// <summary>Who signs for an account.</summary>
    Address SignerOf(AccountId account);

    /// <summary>The signatures of both sides, 65 bytes r ‖ s ‖ v each.</summary>
    (byte[] Buyer, byte[] Seller) Sign(TradeTerms trade);
}
