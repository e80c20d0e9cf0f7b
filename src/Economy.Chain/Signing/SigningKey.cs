using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using Economy.Chain.Abi;
using Economy.Chain.Rpc;

namespace Economy.Chain.Signing;

/// <summary>
/// The key of an account that settles on a node which does not sign for it. It is never printed or written. Signing takes no
/// care to hide it from who measures time on this machine: use a key that holds no more than a settlement needs.
/// </summary>
public sealed class SigningKey
{
    /// <summary>The environment variable in which a key may be given. No process started from here inherits it.</summary>
    public const string Variable = "ECONOMY_SETTLEMENT_KEY";

    private const int Digits = 64;
    private const byte DynamicFee = 2;
    private readonly BigInteger secret;

    private SigningKey(BigInteger secret)
    {
        this.secret = secret;
        Address = new Address(Keccak256.Hash(Secp256k1.PublicKey(secret)).AsSpan(12));
    }

    /// <summary>The account whose key it is.</summary>
    public Address Address { get; }

    /// <summary>Reads 64 hexadecimal digits, with or without <c>0x</c> before them and blanks around them.</summary>
    /// <param name="key">Null where the text is not that, or not a key of secp256k1.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out SigningKey? key)
    {
        var digits = text.AsSpan().Trim();
        if (digits.StartsWith("0x", StringComparison.Ordinal)) digits = digits[2..];
        // The zero before it keeps the number positive.
        key = digits.Length == Digits && BigInteger.TryParse($"0{digits}", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var secret)
            && secret > BigInteger.Zero && secret < Secp256k1.Order
            ? new SigningKey(secret)
            : null;
        return key is not null;
    }

    /// <summary>The key itself, 32 bytes, for a library to sign with.</summary>
    internal byte[] ToBytes()
    {
        var bytes = secret.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[Digits / 2 - bytes.Length], .. bytes];
    }

    /// <summary>The account, never the key.</summary>
    public override string ToString() => $"key of {Address}";

    /// <summary>Signs a transaction (EIP-1559, type 2). The same transaction and fees give the same bytes every time.</summary>
    /// <param name="chainId">The chain it is for.</param>
    internal byte[] Sign(Transaction transaction, long chainId, Fees fees)
    {
        var to = new byte[transaction.To is null ? 0 : Address.Bytes];
        transaction.To?.CopyTo(to);
        byte[][] fields =
        [
            Rlp.Number(chainId), Rlp.Number(transaction.Nonce), Rlp.Number(fees.Tip), Rlp.Number(fees.Most), Rlp.Number(transaction.Gas),
            Rlp.Bytes(to), Rlp.Number(BigInteger.Zero), Rlp.Bytes(transaction.Data), Rlp.List(),
        ];
        var signature = Secp256k1.Sign(secret, Keccak256.Hash([DynamicFee, .. Rlp.List(fields)]));
        var (r, s) = (new BigInteger(signature.AsSpan(0, 32), true, true), new BigInteger(signature.AsSpan(32, 32), true, true));
        return [DynamicFee, .. Rlp.List([.. fields, Rlp.Number(signature[64] - 27), Rlp.Number(r), Rlp.Number(s)])];
    }
}
