using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Economy.Attention.Numerics;

/// <summary>
/// Products of columns with one another, each the bits of <see cref="Reduction.Dot"/>: sixteen at a time, so that loads are shared.
/// </summary>
internal static class GramKernel
{
    /// <summary>
    /// result[u·count + v] −= column u · column v for v ≤ u; entries above the diagonal hold anything afterwards.
    /// </summary>
    /// <param name="columns">[count × length], length a multiple of 8.</param>
    /// <param name="count">Columns.</param>
    /// <param name="result">[count × count].</param>
    internal static void Subtract(ReadOnlySpan<double> columns, int count, Span<double> result)
    {
        int length = columns.Length / Math.Max(1, count), u = 0;
        ref double first = ref MemoryMarshal.GetReference(columns);
        if (Vector512.IsHardwareAccelerated)
            for (; u <= count - 4; u += 4)
                for (int v = 0; v <= u; v += 4)
                    Block(ref Unsafe.Add(ref first, u * length), ref Unsafe.Add(ref first, v * length), (nuint)length,
                        ref result[u * count + v], (nuint)count);
        for (; u < count; u++) Reduction.AddDots(-1.0, columns.Slice(u * length, length), columns, result.Slice(u * count, u + 1));
    }

    /// <summary>Four columns by four: sixteen accumulators.</summary>
    private static void Block(ref double a, ref double b, nuint length, ref double result, nuint stride)
    {
        Vector512<double> s00 = default, s01 = default, s02 = default, s03 = default, s10 = default, s11 = default, s12 = default,
            s13 = default;
        Vector512<double> s20 = default, s21 = default, s22 = default, s23 = default, s30 = default, s31 = default, s32 = default,
            s33 = default;
        for (nuint i = 0; i < length; i += 8)
        {
            Vector512<double> b0 = Vector512.LoadUnsafe(ref b, i), b1 = Vector512.LoadUnsafe(ref b, length + i);
            Vector512<double> b2 = Vector512.LoadUnsafe(ref b, 2 * length + i), b3 = Vector512.LoadUnsafe(ref b, 3 * length + i);
            Vector512<double> x = Vector512.LoadUnsafe(ref a, i);
            (s00, s01) = (Vector512.FusedMultiplyAdd(x, b0, s00), Vector512.FusedMultiplyAdd(x, b1, s01));
            (s02, s03) = (Vector512.FusedMultiplyAdd(x, b2, s02), Vector512.FusedMultiplyAdd(x, b3, s03));
            x = Vector512.LoadUnsafe(ref a, length + i);
            (s10, s11) = (Vector512.FusedMultiplyAdd(x, b0, s10), Vector512.FusedMultiplyAdd(x, b1, s11));
            (s12, s13) = (Vector512.FusedMultiplyAdd(x, b2, s12), Vector512.FusedMultiplyAdd(x, b3, s13));
            x = Vector512.LoadUnsafe(ref a, 2 * length + i);
            (s20, s21) = (Vector512.FusedMultiplyAdd(x, b0, s20), Vector512.FusedMultiplyAdd(x, b1, s21));
            (s22, s23) = (Vector512.FusedMultiplyAdd(x, b2, s22), Vector512.FusedMultiplyAdd(x, b3, s23));
            x = Vector512.LoadUnsafe(ref a, 3 * length + i);
            (s30, s31) = (Vector512.FusedMultiplyAdd(x, b0, s30), Vector512.FusedMultiplyAdd(x, b1, s31));
            (s32, s33) = (Vector512.FusedMultiplyAdd(x, b2, s32), Vector512.FusedMultiplyAdd(x, b3, s33));
        }
        Take(ref result, s00, s01, s02, s03);
        Take(ref Unsafe.Add(ref result, stride), s10, s11, s12, s13);
        Take(ref Unsafe.Add(ref result, 2 * stride), s20, s21, s22, s23);
        Take(ref Unsafe.Add(ref result, 3 * stride), s30, s31, s32, s33);
    }

    private static void Take(ref double row, Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d)
    {
        row -= Reduction.Tree(a);
        Unsafe.Add(ref row, 1) -= Reduction.Tree(b);
        Unsafe.Add(ref row, 2) -= Reduction.Tree(c);
        Unsafe.Add(ref row, 3) -= Reduction.Tree(d);
    }
}
