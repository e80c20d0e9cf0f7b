using System.Globalization;
using System.Numerics;

namespace Economy.Chain.Accounts;

/// <summary>The elliptic curve of Ethereum's signatures (SEC 2, section 2.4.1).</summary>
internal static class Curve
{
    /// <summary>The order n of its group: a private key is a number from 1 to n − 1.</summary>
    public static readonly BigInteger Order = BigInteger.Parse("0fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
        NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
