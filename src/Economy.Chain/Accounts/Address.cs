using System.Buffers.Binary;
using Economy.Core.Books;

namespace Economy.Chain.Accounts;

/// <summary>An Ethereum address: 20 bytes, compared by content.</summary>
public readonly record struct Address
{
    /// <summary>Length in bytes.</summary>
    public const int Bytes = 20;

    // Of the contract ABI, which has an address at the end of one.
    private const int Word = 32;

    // 0xec0 in the topmost bits, as in contracts/Accounts.sol.
    private static readonly UInt128 AccountPrefix = (UInt128)0xec0 << 116;

    private static readonly System.Buffers.SearchValues<char> Digits = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");

    private readonly UInt128 high;
    private readonly uint low;

    private Address(UInt128 high, uint low) => (this.high, this.low) = (high, low);

    /// <summary>Reads exactly 20 bytes.</summary>
    public Address(ReadOnlySpan<byte> bytes)
        : this(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]))
    {
        if (bytes.Length != Bytes) throw new ArgumentException($"An address has {Bytes} bytes, not {bytes.Length}.", nameof(bytes));
    }

    /// <summary>The address of an account of the books: its number behind a fixed prefix; the mint's is the zero address.</summary>
    public static Address Of(AccountId account) =>
        account == AccountId.Mint ? default : new(AccountPrefix, checked((uint)account.Value));

    /// <summary>The address in an indexed topic of an event: the last 20 bytes of the word.</summary>
    public static Address Of(Hash32 topic)
    {
        Span<byte> word = stackalloc byte[Word];
        topic.CopyTo(word);
        return new Address(word[^Bytes..]);
    }

    /// <summary>The clearing account, through which net positions pass.</summary>
    public static Address Clearing => new(AccountPrefix, uint.MaxValue);

    /// <summary>The account of the books that this is the address of, if it is one.</summary>
    public AccountId? Account =>
        this == default ? AccountId.Mint : high == AccountPrefix && low <= int.MaxValue ? new AccountId((int)low) : null;

    /// <summary>Reads 40 hexadecimal digits after <c>0x</c>. The checksum in the letters' case is not looked at.</summary>
    /// <exception cref="FormatException">It is not an address.</exception>
    public static Address Parse(string text)
    {
        if (text.Length != 2 + 2 * Bytes || !text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            throw new FormatException($"'{text}' is not an address.");
        return new Address(Convert.FromHexString(text.AsSpan(2)));
    }

    /// <summary>Reads the same without throwing.</summary>
    public static bool TryParse(string text, out Address address)
    {
        var isAddress = text.Length == 2 + 2 * Bytes && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && text.AsSpan(2).IndexOfAnyExcept(Digits) < 0;
        address = isAddress ? Parse(text) : default;
        return isAddress;
    }

    /// <summary>Writes the 20 bytes.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt128BigEndian(destination, high);
        BinaryPrimitives.WriteUInt32BigEndian(destination[16..], low);
    }

    /// <summary><c>0x</c> and 40 lower-case hexadecimal digits.</summary>
    public override string ToString() => $"0x{high:x32}{low:x8}";
}
