using static System.Math;

namespace Economy.Attention.Numerics;

/// <summary>
/// Elementary functions that give the same bits on every machine: IEEE operations and explicit fused multiply-adds only.
/// (The C library behind <c>System.Math</c> chooses a variant by CPU.) Errors are at most 2 ulp over the whole range.
/// </summary>
public static class DeterministicMath
{
    private const double Log2E = 1.4426950408889634;
    internal const double Ln2Hi = 0.693147180369123816490;     // 33 significant bits: n·Ln2Hi is exact for |n| < 2^20
    internal const double Ln2Lo = 1.90821492927058770002e-10;
    private const double Shifter = 6755399441055744.0;         // 1.5·2^52: adding it rounds to the nearest integer

    /// <summary>e^x; 0 below −745.2, +∞ above 709.8.</summary>
    public static double Exp(double x) => ExpOfSum(x, 0.0);

    /// <summary>Natural logarithm; −∞ at 0, NaN below.</summary>
    public static double Log(double x)
    {
        if (!Normalise(x, out double f, out double k)) return LogSpecial(x);
        double s = f / (2.0 + f), half = 0.5 * f * f;
        return FusedMultiplyAdd(k, Ln2Hi, f - (half - FusedMultiplyAdd(s, half + Series.AtanhTail(s * s), k * Ln2Lo)));
    }

    /// <summary>x^y with the conventions of IEEE 754 <c>pow</c>.</summary>
    public static double Pow(double x, double y)
    {
        if (y == 0.0 || x == 1.0) return 1.0;
        if (double.IsNaN(x) || double.IsNaN(y)) return double.NaN;
        bool odd = Abs(y) < 9007199254740992.0 && y == Truncate(y) && Abs(y % 2.0) == 1.0;
        if (x == 0.0 || double.IsInfinity(x) || double.IsInfinity(y)) return PowSpecial(x, y, odd);
        if (x < 0.0 && y != Truncate(y)) return double.NaN;
        LogPair(Abs(x), out double high, out double low);
        double product = y * high;
        double magnitude = Abs(product) > 800.0
            ? product > 0.0 ? double.PositiveInfinity : 0.0
            : ExpOfSum(product, FusedMultiplyAdd(y, high, -product) + y * low);
        return x < 0.0 && odd ? -magnitude : magnitude;
    }

    /// <summary>Hyperbolic tangent.</summary>
    public static double Tanh(double x)
    {
        double t = 2.0 * Abs(x);
        if (double.IsNaN(x)) return x;
        if (t > 44.0) return CopySign(1.0, x);
        double n = FusedMultiplyAdd(t, Log2E, Shifter) - Shifter;
        double r = FusedMultiplyAdd(n, -Ln2Lo, FusedMultiplyAdd(n, -Ln2Hi, t));
        double scale = PowerOfTwo((long)n), square = r * r * Series.ExpSecond(r);
        // expm1(t) = (scale − 1) + scale·(r + square), kept as a pair, so that the quotient loses nothing near 0
        double one = scale - 1.0, linear = scale * r, head = one + linear;
        double tail = (Abs(one) > Abs(linear) ? linear - (head - one) : one - (head - linear)) + scale * square;
        double high = head + tail, low = tail - (high - head);
        double d = high + 2.0, dLow = high - (d - 2.0) + low, q = high / d;
        return CopySign(q + (FusedMultiplyAdd(-q, d, high) + low - q * dLow) / d, x);
    }

    /// <summary>The logistic function 1/(1+e^−x).</summary>
    public static double Sigmoid(double x) => 1.0 / (1.0 + Exp(-x));

    private static double ExpOfSum(double x, double low)
    {
        x = Min(Max(x, -746.0), 710.0);
        double n = FusedMultiplyAdd(x, Log2E, Shifter) - Shifter;
        double r = FusedMultiplyAdd(n, -Ln2Lo, FusedMultiplyAdd(n, -Ln2Hi, x)) + low;
        if (double.IsNaN(r)) return r;
        long k = (long)n, first = k >> 1;   // two steps, so that the result may be subnormal
        return (1.0 + Series.ExpMinusOne(r)) * PowerOfTwo(first) * PowerOfTwo(k - first);
    }

    private static void LogPair(double x, out double high, out double low)
    {
        Normalise(x, out double f, out double k);
        double d = 2.0 + f, dLow = f - (d - 2.0);
        double s = f / d, sLow = (FusedMultiplyAdd(-s, d, f) - s * dLow) / d;
        double z = s * s, zLow = FusedMultiplyAdd(s, s, -z) + 2.0 * s * sLow;
        // log(1+f) = 2s·(1 + z/3 + z²/5 + …), s = f/(2+f), z = s²; the first two terms to twice the precision
        const double third = 1.0 / 3.0, thirdLow = 1.850371707708594e-17;
        double a = z * third, aLow = FusedMultiplyAdd(z, third, -a) + z * thirdLow + zLow * third + z * z * Series.AtanhFromFifth(z);
        double sum = 1.0 + a, sumLow = a - (sum - 1.0) + aLow;
        double p = 2.0 * s * sum, pLow = FusedMultiplyAdd(2.0 * s, sum, -p) + 2.0 * (s * sumLow + sLow * sum);
        double big = k * Ln2Hi, total = big + p;
        double lost = k == 0.0 ? p - total : p - (total - big);
        high = total + (lost + pLow + k * Ln2Lo);
        low = total - high + (lost + pLow + k * Ln2Lo);
    }

    /// <summary>x = 2^k·(1+f) with 1+f in [√½, √2); false where x is not positive and finite.</summary>
    private static bool Normalise(double x, out double f, out double k)
    {
        f = k = 0.0;
        if (!(x > 0.0) || double.IsPositiveInfinity(x)) return false;
        long bias = 1023;
        if (x < 2.2250738585072014E-308) { x *= 18014398509481984.0; bias += 54; }
        long bits = BitConverter.DoubleToInt64Bits(x);
        long exponent = (bits >> 52) - bias;
        double m = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFFL) | 0x3FF0000000000000L);
        if (m > 1.4142135623730951) { m *= 0.5; exponent++; }
        f = m - 1.0;
        k = exponent;
        return true;
    }

    private static double LogSpecial(double x) =>
        x == 0.0 ? double.NegativeInfinity : double.IsPositiveInfinity(x) ? x : double.NaN;

    private static double PowSpecial(double x, double y, bool odd)
    {
        if (double.IsInfinity(y)) return Abs(x) == 1.0 ? 1.0 : Abs(x) > 1.0 == y > 0.0 ? double.PositiveInfinity : 0.0;
        double magnitude = x == 0.0 == y > 0.0 ? 0.0 : double.PositiveInfinity;
        return odd ? CopySign(magnitude, x) : magnitude;
    }

    private static double PowerOfTwo(long exponent) => BitConverter.Int64BitsToDouble((exponent + 1023) << 52);
}
