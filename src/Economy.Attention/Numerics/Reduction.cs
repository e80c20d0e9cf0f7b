using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Economy.Attention.Numerics;

/// <summary>
/// Sums in one fixed order, whatever the vector width: element i goes to lane i mod 8, and the lanes are added in the
/// tree ((0+4)+(2+6)) + ((1+5)+(3+7)).
/// </summary>
public static class Reduction
{
    /// <summary>Σ x_i.</summary>
    public static double Sum(ReadOnlySpan<double> x)
    {
        Vector256<double> low = default, high = default;
        ref double start = ref MemoryMarshal.GetReference(x);
        int i = 0;
        for (; i <= x.Length - 8; i += 8)
        {
            low += Vector256.LoadUnsafe(ref start, (nuint)i);
            high += Vector256.LoadUnsafe(ref start, (nuint)(i + 4));
        }
        Span<double> rest = stackalloc double[8];
        x[i..].CopyTo(rest);
        return Tree(low + Vector256.Create<double>(rest), high + Vector256.Create<double>(rest[4..]));
    }

    /// <summary>Σ x_i·y_i, each product fused into its lane. The spans have one length.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length);
        Vector256<double> low = default, high = default;
        ref double a = ref MemoryMarshal.GetReference(x), b = ref MemoryMarshal.GetReference(y);
        int i = 0;
        for (; i <= x.Length - 8; i += 8)
        {
            low = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref a, (nuint)i), Vector256.LoadUnsafe(ref b, (nuint)i), low);
            high = Vector256.FusedMultiplyAdd(
                Vector256.LoadUnsafe(ref a, (nuint)(i + 4)), Vector256.LoadUnsafe(ref b, (nuint)(i + 4)), high);
        }
        Span<double> p = stackalloc double[8], q = stackalloc double[8];
        x[i..].CopyTo(p);
        y[i..].CopyTo(q);
        low = Vector256.FusedMultiplyAdd(Vector256.Create<double>(p), Vector256.Create<double>(q), low);
        high = Vector256.FusedMultiplyAdd(Vector256.Create<double>(p[4..]), Vector256.Create<double>(q[4..]), high);
        return Tree(low, high);
    }

    /// <summary>Adds eight lanes (0–3 in <paramref name="low"/>, 4–7 in <paramref name="high"/>) in the fixed tree.</summary>
    internal static double Tree(Vector256<double> low, Vector256<double> high)
    {
        Vector256<double> four = low + high;
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two.GetElement(0) + two.GetElement(1);
    }
}
