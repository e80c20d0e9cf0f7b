using System.Numerics;
using Economy.Chain.Abi;
using Economy.Chain.Signing;
using Economy.Core.Books;

namespace Economy.Chain.Settlement;

/// <summary>
/// The calls of the settlement contracts as bytes, their answers and events from bytes, trades as typed data (contracts/ISettlement.sol
/// says what each is for). Every implementation writes the same bytes: they are what recovery compares, and gas depends on them.
/// </summary>
public interface ISettlementCodec
{
    /// <summary>The run that settles there.</summary>
    Query<Hash32> RunId { get; }

    /// <summary>The number that the next batch must carry.</summary>
    Query<long> NextBatch { get; }

    /// <summary>The tick that is open.</summary>
    Query<long> NextTick { get; }

    /// <summary>Address of the currency.</summary>
    Query<Address> Currency { get; }

    /// <summary>Address of the assets.</summary>
    Query<Address> Assets { get; }

    /// <summary>The journal root of a closed tick; zero for an open one.</summary>
    Query<Hash32> JournalRoot(int tick);

    /// <summary>Units of a token in existence.</summary>
    Query<BigInteger> Supply(TokenId token);

    /// <summary>Balances of accounts that follow one another.</summary>
    /// <param name="first">Number of the first account.</param>
    Query<IReadOnlyList<BigInteger>> Balances(TokenId token, int first, int count);

    /// <summary>The deployment of <c>Settlement</c>; <paramref name="settler"/> becomes administrator too.</summary>
    /// <param name="creationCode">What the compiler made.</param>
    byte[] Deployment(byte[] creationCode, string name, string symbol, int decimals, Address settler, Hash32 runId);

    /// <summary>Names who signs for accounts from <paramref name="first"/> on.</summary>
    /// <param name="signers">Addresses, 20 bytes each.</param>
    byte[] RegisterSigners(int first, byte[] signers);

    /// <summary>Applies a batch.</summary>
    byte[] Settle(long batch, byte[] moves, byte[] assetMoves);

    /// <summary>Applies a trade that both sides have signed.</summary>
    byte[] SettleTrade(long batch, TradeTerms trade, byte[] buyerSignature, byte[] sellerSignature);

    /// <summary>Records the allocations of the open tick.</summary>
    byte[] RecordAllocations(long batch, Hash32 root, byte[] pools);

    /// <summary>Closes the open tick.</summary>
    byte[] CloseTick(long batch, int tick, Hash32 journalRoot);

    /// <summary>Takes the place of an earlier settlement of the run.</summary>
    byte[] ContinueFrom(long batch, int tick, long firstBatch, Hash32 history);

    /// <summary>Topics of the event that a batch was applied.</summary>
    IReadOnlyList<Hash32?> BatchSettled(long batch);

    /// <summary>Topics of the event that a tick was closed by the operation with a number.</summary>
    IReadOnlyList<Hash32?> TickClosed(long batch);

    /// <summary>Signs the trades of a run on a contract.</summary>
    ITradeSigner Signer(Hash32 runId, long chainId, Address settlement);
}

/// <summary>A question to a contract.</summary>
/// <param name="Call">What to send.</param>
/// <param name="Decode">Reads the answer; throws <see cref="ChainNodeException"/> where it is not what was asked for.</param>
public sealed record Query<T>(byte[] Call, Func<byte[], T> Decode);
