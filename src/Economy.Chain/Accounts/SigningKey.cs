using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using Nethereum.Signer;

namespace Economy.Chain.Accounts;

/// <summary>
/// The key of an account that settles on a node which does not sign for it. It is never printed or written. Signing takes no
/// care to hide it from who measures time on this machine: use a key that holds no more than a settlement needs.
/// </summary>
public sealed class SigningKey
{
    /// <summary>The environment variable in which a key may be given. No process started from here inherits it.</summary>
    public const string Variable = "ECONOMY_SETTLEMENT_KEY";

    private const int Digits = 64;

    private SigningKey(EthECKey key) => (Key, Address) = (key, new Address(key.GetPublicAddressAsBytes()));

    /// <summary>The account whose key it is.</summary>
    public Address Address { get; }

    /// <summary>The key itself, to sign with.</summary>
    internal EthECKey Key { get; }

    /// <summary>Reads 64 hexadecimal digits, with or without <c>0x</c> before them and blanks around them.</summary>
    /// <param name="key">Null where the text is not that, or not a key of the <see cref="Curve"/>.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out SigningKey? key)
    {
        var digits = text.AsSpan().Trim();
        if (digits.StartsWith("0x", StringComparison.Ordinal)) digits = digits[2..];
        // The zero before it keeps the number positive.
        key = digits.Length == Digits
            && BigInteger.TryParse($"0{digits}", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var secret)
            && secret > BigInteger.Zero && secret < Curve.Order
            ? new SigningKey(new EthECKey(secret.ToByteArray(isUnsigned: true, isBigEndian: true), isPrivate: true))
            : null;
        return key is not null;
    }

    /// <summary>The account, never the key.</summary>
    public override string ToString() => $"key of {Address}";
}
