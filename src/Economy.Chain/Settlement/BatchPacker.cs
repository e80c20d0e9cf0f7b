using System.Buffers;
using System.Buffers.Binary;
using Economy.Core.Books;

namespace Economy.Chain.Settlement;

/// <summary>Packs moves into batches of a bounded number of records.</summary>
/// <param name="entriesPerBatch">Most records in one batch.</param>
internal sealed class BatchPacker(int entriesPerBatch)
{
    /// <summary>The clearing account's number on chain, which no account of the books can have.</summary>
    public const uint Clearing = uint.MaxValue;

    private readonly List<PackedBatch> done = [];
    private readonly ArrayBufferWriter<byte> moves = new();
    private readonly ArrayBufferWriter<byte> assetMoves = new();
    private int count;

    /// <summary>Records that the open batch still has room for.</summary>
    public int Room => entriesPerBatch - count;

    public void Add(TokenId token, uint from, uint to, long amount)
    {
        if (Room == 0) Cut();
        var writer = token == TokenId.Currency ? moves : assetMoves;
        if (token != TokenId.Currency)
        {
            BinaryPrimitives.WriteInt32BigEndian(writer.GetSpan(4), token.Value);
            writer.Advance(4);
        }

        var record = writer.GetSpan(16);
        BinaryPrimitives.WriteUInt32BigEndian(record, from);
        BinaryPrimitives.WriteUInt32BigEndian(record[4..], to);
        BinaryPrimitives.WriteInt64BigEndian(record[8..], amount);
        writer.Advance(16);
        count++;
    }

    /// <summary>Ends the open batch, if anything is in it.</summary>
    /// <param name="trade">The trade that it is, if its parties are to sign it.</param>
    public void Cut(SignedTrade? trade = null)
    {
        if (count == 0) return;
        done.Add(new PackedBatch(moves.WrittenSpan.ToArray(), assetMoves.WrittenSpan.ToArray(), count) { Trade = trade });
        moves.ResetWrittenCount();
        assetMoves.ResetWrittenCount();
        count = 0;
    }

    /// <summary>Every batch since the last call, the open one included.</summary>
    public PackedBatch[] Take()
    {
        Cut();
        var taken = done.ToArray();
        done.Clear();
        return taken;
    }
}
