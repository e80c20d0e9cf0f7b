using System.Buffers.Binary;
using System.Text;
using Economy.Core.Books;

namespace Economy.Chain.Abi;

/// <summary>
/// Encodes a call as the contract ABI prescribes (Solidity documentation, "Contract ABI Specification"): selector, then one
/// word per argument, then what does not fit into a word. Only the types that the contracts here take.
/// </summary>
public sealed class AbiWriter
{
    /// <summary>Length of a word in bytes.</summary>
    public const int Word = 32;

    private readonly byte[] prefix;
    private readonly List<(byte[] Bytes, bool IsTail)> arguments = [];

    private AbiWriter(byte[] prefix) => this.prefix = prefix;

    /// <summary>Begins a call.</summary>
    /// <param name="signature">Name and argument types without blanks: <c>closeTick(uint64,uint64,bytes32)</c>.</param>
    public static AbiWriter Call(string signature) => new(Selector(signature));

    /// <summary>Begins a deployment.</summary>
    /// <param name="creationCode">What the constructor's arguments are appended to.</param>
    public static AbiWriter Constructor(byte[] creationCode) => new(creationCode);

    /// <summary>The first four bytes of the signature's hash: a function's selector, or an error's.</summary>
    public static byte[] Selector(string signature) => Keccak256.Hash(Encoding.ASCII.GetBytes(signature))[..4];

    /// <summary>The topic of an event.</summary>
    public static Hash32 Topic(string signature) => new(Keccak256.Hash(Encoding.ASCII.GetBytes(signature)));

    /// <summary>Any unsigned integer type.</summary>
    public AbiWriter Number(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        var word = new byte[Word];
        BinaryPrimitives.WriteInt64BigEndian(word.AsSpan(Word - 8), value);
        return Head(word);
    }

    /// <summary>An <c>address</c>.</summary>
    public AbiWriter Account(Address value)
    {
        var word = new byte[Word];
        value.CopyTo(word.AsSpan(Word - Address.Bytes));
        return Head(word);
    }

    /// <summary>A <c>bytes32</c>.</summary>
    public AbiWriter Hash(Hash32 value)
    {
        var word = new byte[Word];
        value.CopyTo(word);
        return Head(word);
    }

    /// <summary>A <c>bytes</c>.</summary>
    public AbiWriter Data(ReadOnlySpan<byte> value)
    {
        var tail = new byte[Word + (value.Length + Word - 1) / Word * Word];
        BinaryPrimitives.WriteInt32BigEndian(tail.AsSpan(Word - 4), value.Length);
        value.CopyTo(tail.AsSpan(Word));
        arguments.Add((tail, true));
        return this;
    }

    /// <summary>A tuple with members of varying length.</summary>
    /// <param name="members">The members, encoded by a writer begun with <c>Constructor([])</c>.</param>
    public AbiWriter Tuple(byte[] members)
    {
        arguments.Add((members, true));
        return this;
    }

    /// <summary>A <c>bytes32[]</c>.</summary>
    public AbiWriter Hashes(IReadOnlyList<Hash32> values)
    {
        var tail = new byte[Word * (1 + values.Count)];
        BinaryPrimitives.WriteInt32BigEndian(tail.AsSpan(Word - 4), values.Count);
        for (var i = 0; i < values.Count; i++) values[i].CopyTo(tail.AsSpan(Word * (1 + i)));
        arguments.Add((tail, true));
        return this;
    }

    /// <summary>A <c>string</c>.</summary>
    public AbiWriter Text(string value) => Data(Encoding.UTF8.GetBytes(value));

    /// <summary>The encoded call or deployment.</summary>
    public byte[] ToArray()
    {
        var heads = arguments.Count * Word;
        var encoded = new byte[prefix.Length + heads + arguments.Sum(a => a.IsTail ? a.Bytes.Length : 0)];
        prefix.CopyTo(encoded, 0);
        var body = encoded.AsSpan(prefix.Length);
        var tail = heads;
        for (var i = 0; i < arguments.Count; i++)
        {
            var (bytes, isTail) = arguments[i];
            if (isTail)
            {
                BinaryPrimitives.WriteInt32BigEndian(body[(i * Word + Word - 4)..], tail);
                bytes.CopyTo(body[tail..]);
                tail += bytes.Length;
            }
            else
            {
                bytes.CopyTo(body[(i * Word)..]);
            }
        }

        return encoded;
    }

    private AbiWriter Head(byte[] word)
    {
        arguments.Add((word, false));
        return this;
    }
}
