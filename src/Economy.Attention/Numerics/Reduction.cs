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
        Vector512<double> lanes = default;
        ref double start = ref MemoryMarshal.GetReference(x);
        int i = 0;
        for (; i <= x.Length - 8; i += 8) lanes += Vector512.LoadUnsafe(ref start, (nuint)i);
        Span<double> rest = stackalloc double[8];
        x[i..].CopyTo(rest);
        return Tree(lanes + Vector512.Create<double>(rest));
    }

    /// <summary>Σ x_i·y_i, each product fused into its lane. The spans have one length.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length);
        Vector512<double> lanes = default;
        ref double a = ref MemoryMarshal.GetReference(x), b = ref MemoryMarshal.GetReference(y);
        int i = 0;
        for (; i <= x.Length - 8; i += 8)
            lanes = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref a, (nuint)i), Vector512.LoadUnsafe(ref b, (nuint)i), lanes);
        if (i == x.Length) return Tree(lanes);
        Span<double> p = stackalloc double[8], q = stackalloc double[8];
        x[i..].CopyTo(p);
        y[i..].CopyTo(q);
        return Tree(Vector512.FusedMultiplyAdd(Vector512.Create<double>(p), Vector512.Create<double>(q), lanes));
    }

    /// <summary>
    /// result[c] += sign·<see cref="Dot"/>(x, column c) for consecutive columns as long as x, whose length is a multiple of 8;
    /// four columns at a time share the loads of x.
    /// </summary>
    internal static void AddDots(double sign, ReadOnlySpan<double> x, ReadOnlySpan<double> columns, Span<double> result)
    {
        nuint length = (nuint)x.Length;
        ref double a = ref MemoryMarshal.GetReference(x), b = ref MemoryMarshal.GetReference(columns);
        for (int c = 0; c < result.Length; c += 4)
        {
            int last = Math.Min(3, result.Length - 1 - c);   // of fewer than four columns, the last one is gone through again
            ref double b0 = ref Unsafe.Add(ref b, (nuint)c * length);
            ref double b1 = ref Unsafe.Add(ref b0, (nuint)Math.Min(1, last) * length),
                b2 = ref Unsafe.Add(ref b0, (nuint)Math.Min(2, last) * length);
            ref double b3 = ref Unsafe.Add(ref b0, (nuint)last * length);
            Vector512<double> s0 = default, s1 = default, s2 = default, s3 = default;
            for (nuint i = 0; i < length; i += 8)
            {
                Vector512<double> v = Vector512.LoadUnsafe(ref a, i);
                s0 = Vector512.FusedMultiplyAdd(v, Vector512.LoadUnsafe(ref b0, i), s0);
                s1 = Vector512.FusedMultiplyAdd(v, Vector512.LoadUnsafe(ref b1, i), s1);
                s2 = Vector512.FusedMultiplyAdd(v, Vector512.LoadUnsafe(ref b2, i), s2);
                s3 = Vector512.FusedMultiplyAdd(v, Vector512.LoadUnsafe(ref b3, i), s3);
            }
            result[c] += sign * Tree(s0);
            if (last > 0) result[c + 1] += sign * Tree(s1);
            if (last > 1) result[c + 2] += sign * Tree(s2);
            if (last > 2) result[c + 3] += sign * Tree(s3);
        }
    }

    /// <summary>Adds eight lanes in the fixed tree.</summary>
    internal static double Tree(Vector512<double> lanes) => Tree(lanes.GetLower(), lanes.GetUpper());

    /// <summary>Adds eight lanes (0–3 in <paramref name="low"/>, 4–7 in <paramref name="high"/>) in the fixed tree.</summary>
    internal static double Tree(Vector256<double> low, Vector256<double> high)
    {
        Vector256<double> four = low + high;
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two.GetElement(0) + two.GetElement(1);
    }
}
