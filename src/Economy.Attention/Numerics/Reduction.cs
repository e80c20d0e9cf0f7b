using System.Runtime.CompilerServices;
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

    /// <summary>
    /// result[c] −= <see cref="Dot"/>(x, column c) for consecutive columns as long as x, whose length is a multiple of 8;
    /// four columns at a time share the loads of x.
    /// </summary>
    internal static void SubtractDots(ReadOnlySpan<double> x, ReadOnlySpan<double> columns, Span<double> result)
    {
        nuint length = (nuint)x.Length;
        ref double a = ref MemoryMarshal.GetReference(x), b = ref MemoryMarshal.GetReference(columns);
        int c = 0;
        for (; c <= result.Length - 4; c += 4)
        {
            ref double b0 = ref Unsafe.Add(ref b, (nuint)c * length);
            Vector256<double> l0 = default, l1 = default, l2 = default, l3 = default, h0 = default, h1 = default, h2 = default, h3 = default;
            for (nuint i = 0; i < length; i += 8)
            {
                Vector256<double> low = Vector256.LoadUnsafe(ref a, i), high = Vector256.LoadUnsafe(ref a, i + 4);
                l0 = Vector256.FusedMultiplyAdd(low, Vector256.LoadUnsafe(ref b0, i), l0);
                h0 = Vector256.FusedMultiplyAdd(high, Vector256.LoadUnsafe(ref b0, i + 4), h0);
                l1 = Vector256.FusedMultiplyAdd(low, Vector256.LoadUnsafe(ref b0, length + i), l1);
                h1 = Vector256.FusedMultiplyAdd(high, Vector256.LoadUnsafe(ref b0, length + i + 4), h1);
                l2 = Vector256.FusedMultiplyAdd(low, Vector256.LoadUnsafe(ref b0, 2 * length + i), l2);
                h2 = Vector256.FusedMultiplyAdd(high, Vector256.LoadUnsafe(ref b0, 2 * length + i + 4), h2);
                l3 = Vector256.FusedMultiplyAdd(low, Vector256.LoadUnsafe(ref b0, 3 * length + i), l3);
                h3 = Vector256.FusedMultiplyAdd(high, Vector256.LoadUnsafe(ref b0, 3 * length + i + 4), h3);
            }
            result[c] -= Tree(l0, h0);
            result[c + 1] -= Tree(l1, h1);
            result[c + 2] -= Tree(l2, h2);
            result[c + 3] -= Tree(l3, h3);
        }
        for (; c < result.Length; c++) result[c] -= Dot(x, columns.Slice(c * x.Length, x.Length));
    }

    /// <summary>Adds eight lanes (0–3 in <paramref name="low"/>, 4–7 in <paramref name="high"/>) in the fixed tree.</summary>
    internal static double Tree(Vector256<double> low, Vector256<double> high)
    {
        Vector256<double> four = low + high;
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two.GetElement(0) + two.GetElement(1);
    }
}
