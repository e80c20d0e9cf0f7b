using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Economy.Core.Books;

namespace Economy.Chain.Abi;

/// <summary>Decodes what a contract returned, word by word. Positions count words from 0.</summary>
/// <exception cref="ChainNodeException">Thrown by every member where the bytes are not what is asked for.</exception>
public readonly ref struct AbiReader(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> data = data;

    /// <summary>An unsigned integer that must fit into 63 bits.</summary>
    public long Number(int position)
    {
        var word = Word(position);
        if (word[..24].ContainsAnyExcept((byte)0) || word[24] > 127) throw Malformed($"The number in word {position} is larger than 2^63.");
        return BinaryPrimitives.ReadInt64BigEndian(word[24..]);
    }

    /// <summary>An unsigned integer of any size.</summary>
    public BigInteger Integer(int position) => new(Word(position), isUnsigned: true, isBigEndian: true);

    /// <summary>An <c>address</c>.</summary>
    public Address Account(int position) => new(Word(position)[12..]);

    /// <summary>A <c>bytes32</c>.</summary>
    public Hash32 Hash(int position) => new(Word(position));

    /// <summary>An array of words, such as a <c>uint256[]</c>: its elements, back to back.</summary>
    public AbiReader Array(int position)
    {
        var (start, length) = Tail(position);
        return new AbiReader(Slice(start, checked(length * AbiWriter.Word)));
    }

    /// <summary>A <c>string</c>.</summary>
    public string Text(int position)
    {
        var (start, length) = Tail(position);
        return Encoding.UTF8.GetString(Slice(start, length));
    }

    /// <summary>Number of whole words.</summary>
    public int Count => data.Length / AbiWriter.Word;

    private (int Start, int Length) Tail(int position)
    {
        var offset = Number(position);
        if (offset > data.Length - AbiWriter.Word) throw Malformed($"Word {position} points behind the end of the answer.");
        var length = new AbiReader(data[(int)offset..]).Number(0);
        if (length > data.Length) throw Malformed($"Word {position} points to more than the answer holds.");
        return ((int)offset + AbiWriter.Word, (int)length);
    }

    private ReadOnlySpan<byte> Word(int position) => Slice(position * AbiWriter.Word, AbiWriter.Word);

    private ReadOnlySpan<byte> Slice(int start, int length) =>
        start >= 0 && length >= 0 && start <= data.Length - length
            ? data.Slice(start, length)
            : throw Malformed($"The answer ends after {data.Length} bytes, {start + length} are needed.");

    private static ChainNodeException Malformed(string problem) =>
        new($"A contract's answer is not what its ABI says. {problem}", "Check that the chain is the one the contracts were deployed on.");
}
