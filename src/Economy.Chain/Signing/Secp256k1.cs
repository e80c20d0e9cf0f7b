using System.Numerics;
using System.Security.Cryptography;

namespace Economy.Chain.Signing;

/// <summary>
/// ECDSA over secp256k1 (SEC 2, section 2.4.1) with the deterministic nonce of RFC 6979, so that the same trade is signed with
/// the same bytes every time. It takes no care to hide a key from who measures time on this machine.
/// </summary>
public static class Secp256k1
{
    private const int Window = 4;

    /// <summary>The order n of the group.</summary>
    public static readonly BigInteger Order = Number("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");

    internal static readonly BigInteger Prime = Number("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f");

    private static readonly BigInteger HalfOrder = Order >> 1;

    // [digit − 1 + 15·w] = digit·16^w·G.
    private static readonly JacobianPoint[] Multiples = Table();

    /// <summary>Signs a hash.</summary>
    /// <param name="key">Private key, 1 … n − 1.</param>
    /// <param name="hash">32 bytes.</param>
    /// <returns>65 bytes r ‖ s ‖ v, s at most n/2 (EIP-2), v 27 or 28.</returns>
    public static byte[] Sign(BigInteger key, ReadOnlySpan<byte> hash)
    {
        var z = new BigInteger(hash, isUnsigned: true, isBigEndian: true) % Order;
        foreach (var nonce in Nonces(key, z))
        {
            var (x, y) = Times(nonce).ToAffine();
            var r = x % Order;
            var s = BigInteger.ModPow(nonce, Order - 2, Order) * (z + r * key) % Order;
            // x ≥ n has a probability of 2⁻¹²⁸ and would need a recovery id that Ethereum does not know.
            if (r.IsZero || s.IsZero || x >= Order) continue;
            var isOdd = !y.IsEven;
            if (s > HalfOrder) (s, isOdd) = (Order - s, !isOdd);
            return [.. Bytes(r), .. Bytes(s), (byte)(isOdd ? 28 : 27)];
        }

        throw new InvalidOperationException();
    }

    /// <summary>The public key of a private one: x ‖ y, 64 bytes.</summary>
    public static byte[] PublicKey(BigInteger key)
    {
        var (x, y) = Times(key).ToAffine();
        return [.. Bytes(x), .. Bytes(y)];
    }

    private static JacobianPoint Times(BigInteger scalar)
    {
        Span<byte> digits = stackalloc byte[33];
        digits.Clear();
        scalar.TryWriteBytes(digits, out _);
        var sum = JacobianPoint.Infinity;
        for (var w = 0; w < 256 / Window; w++)
        {
            var digit = digits[w / 2] >> (w % 2 * Window) & 15;
            if (digit > 0) sum = sum.Plus(Multiples[15 * w + digit - 1]);
        }

        return sum;
    }

    private static JacobianPoint[] Table()
    {
        var table = new JacobianPoint[15 * 256 / Window];
        var power = new JacobianPoint(
            Number("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"),
            Number("483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8"), BigInteger.One);
        for (var w = 0; w < 256 / Window; w++)
        {
            table[15 * w] = power;
            for (var digit = 2; digit <= 15; digit++) table[15 * w + digit - 1] = table[15 * w + digit - 2].Plus(power);
            power = table[15 * w + 14].Plus(power);
        }

        return table;
    }

    /// <summary>Candidates for the nonce (RFC 6979, section 3.2, with HMAC-SHA-256).</summary>
    private static IEnumerable<BigInteger> Nonces(BigInteger key, BigInteger z)
    {
        byte[] v = [.. Enumerable.Repeat((byte)1, 32)], k = new byte[32];
        byte[] seed = [.. Bytes(key), .. Bytes(z)];
        for (byte round = 0; round < 2; round++)
        {
            k = HMACSHA256.HashData(k, (byte[])[.. v, round, .. seed]);
            v = HMACSHA256.HashData(k, v);
        }

        while (true)
        {
            v = HMACSHA256.HashData(k, v);
            var candidate = new BigInteger(v, isUnsigned: true, isBigEndian: true);
            if (candidate > BigInteger.Zero && candidate < Order) yield return candidate;
            k = HMACSHA256.HashData(k, (byte[])[.. v, 0]);
            v = HMACSHA256.HashData(k, v);
        }
    }

    private static byte[] Bytes(BigInteger value)
    {
        var bytes = new byte[32];
        var length = value.GetByteCount(isUnsigned: true);
        value.TryWriteBytes(bytes.AsSpan(32 - length), out _, isUnsigned: true, isBigEndian: true);
        return bytes;
    }

    private static BigInteger Number(string hex) => new(Convert.FromHexString(hex), isUnsigned: true, isBigEndian: true);
}
