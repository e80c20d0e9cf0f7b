using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Economy.Attention.Numerics;

/// <summary>
/// The inner loops of <see cref="ScoreKernel"/>: sixteen tasks, their features transposed to [depth × 16], against any pools.
/// </summary>
internal readonly ref struct ScoreBlock(ReadOnlySpan<double> panel, ReadOnlySpan<double> v, int width, int depth, bool more)
{
    internal const int Tasks = 16;

    private readonly ref double _panel = ref MemoryMarshal.GetReference(panel);
    private readonly ref double _v = ref MemoryMarshal.GetReference(v);

    /// <summary>All pools: eight at a time, then four, then one.</summary>
    internal void Run(int pools, Span<double> result, int stride)
    {
        ref double first = ref MemoryMarshal.GetReference(result);
        int j = 0;
        if (Vector512.IsHardwareAccelerated)
            for (; j <= pools - 8; j += 8) Eight(j, ref Unsafe.Add(ref first, j * stride), (nuint)stride);
        for (; j <= pools - 4; j += 4)
        {
            Four(j, 0, ref Unsafe.Add(ref first, j * stride), (nuint)stride);
            Four(j, 8, ref Unsafe.Add(ref first, j * stride), (nuint)stride);
        }
        for (; j < pools; j++) One(j, ref Unsafe.Add(ref first, j * stride));
    }

    /// <summary>Sixteen tasks at one pool, written to sixteen consecutive numbers.</summary>
    internal void One(int pool, ref double row)
    {
        ref double key = ref Unsafe.Add(ref _v, pool * width);
        Vector256<double> a = default, b = default, c = default, d = default;
        if (more) (a, b, c, d) = (Vector256.LoadUnsafe(ref row), Vector256.LoadUnsafe(ref row, 4), Vector256.LoadUnsafe(ref row, 8),
            Vector256.LoadUnsafe(ref row, 12));
        for (int f = 0; f < depth; f++)
        {
            ref double x = ref Unsafe.Add(ref _panel, f * Tasks);
            Vector256<double> k = Vector256.Create(Unsafe.Add(ref key, f));
            a = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x), k, a);
            b = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, 4), k, b);
            c = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, 8), k, c);
            d = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, 12), k, d);
        }
        a.StoreUnsafe(ref row);
        b.StoreUnsafe(ref row, 4);
        c.StoreUnsafe(ref row, 8);
        d.StoreUnsafe(ref row, 12);
    }

    /// <summary>Eight of the sixteen tasks at four pools: eight accumulators of four.</summary>
    private void Four(int pool, int task, ref double row, nuint stride)
    {
        nuint w = (nuint)width;
        ref double key = ref Unsafe.Add(ref _v, pool * width), panel = ref Unsafe.Add(ref _panel, task);
        row = ref Unsafe.Add(ref row, task);
        Vector256<double> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        if (more)
        {
            (a0, b0) = (Vector256.LoadUnsafe(ref row), Vector256.LoadUnsafe(ref row, 4));
            (a1, b1) = (Vector256.LoadUnsafe(ref row, stride), Vector256.LoadUnsafe(ref row, stride + 4));
            (a2, b2) = (Vector256.LoadUnsafe(ref row, 2 * stride), Vector256.LoadUnsafe(ref row, 2 * stride + 4));
            (a3, b3) = (Vector256.LoadUnsafe(ref row, 3 * stride), Vector256.LoadUnsafe(ref row, 3 * stride + 4));
        }
        for (int f = 0; f < depth; f++)
        {
            ref double at = ref Unsafe.Add(ref panel, f * Tasks), k = ref Unsafe.Add(ref key, f);
            Vector256<double> x = Vector256.LoadUnsafe(ref at), y = Vector256.LoadUnsafe(ref at, 4);
            Vector256<double> v0 = Vector256.Create(k), v1 = Vector256.Create(Unsafe.Add(ref k, w));
            (a0, b0) = (Vector256.FusedMultiplyAdd(x, v0, a0), Vector256.FusedMultiplyAdd(y, v0, b0));
            (a1, b1) = (Vector256.FusedMultiplyAdd(x, v1, a1), Vector256.FusedMultiplyAdd(y, v1, b1));
            Vector256<double> v2 = Vector256.Create(Unsafe.Add(ref k, 2 * w)), v3 = Vector256.Create(Unsafe.Add(ref k, 3 * w));
            (a2, b2) = (Vector256.FusedMultiplyAdd(x, v2, a2), Vector256.FusedMultiplyAdd(y, v2, b2));
            (a3, b3) = (Vector256.FusedMultiplyAdd(x, v3, a3), Vector256.FusedMultiplyAdd(y, v3, b3));
        }
        a0.StoreUnsafe(ref row);
        b0.StoreUnsafe(ref row, 4);
        a1.StoreUnsafe(ref row, stride);
        b1.StoreUnsafe(ref row, stride + 4);
        a2.StoreUnsafe(ref row, 2 * stride);
        b2.StoreUnsafe(ref row, 2 * stride + 4);
        a3.StoreUnsafe(ref row, 3 * stride);
        b3.StoreUnsafe(ref row, 3 * stride + 4);
    }

    /// <summary>Sixteen tasks at eight pools: sixteen accumulators of eight.</summary>
    private void Eight(int pool, ref double row, nuint stride)
    {
        nuint w = (nuint)width;
        ref double key = ref Unsafe.Add(ref _v, pool * width);
        Vector512<double> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default, a6 = default, a7 = default;
        Vector512<double> b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default, b6 = default, b7 = default;
        if (more)
        {
            (a0, b0, a1, b1) = (Load(ref row, 0), Load(ref row, 8), Load(ref row, stride), Load(ref row, stride + 8));
            (a2, b2, a3, b3) = (Load(ref row, 2 * stride), Load(ref row, 2 * stride + 8), Load(ref row, 3 * stride),
                Load(ref row, 3 * stride + 8));
            (a4, b4, a5, b5) = (Load(ref row, 4 * stride), Load(ref row, 4 * stride + 8), Load(ref row, 5 * stride),
                Load(ref row, 5 * stride + 8));
            (a6, b6, a7, b7) = (Load(ref row, 6 * stride), Load(ref row, 6 * stride + 8), Load(ref row, 7 * stride),
                Load(ref row, 7 * stride + 8));
        }
        for (int f = 0; f < depth; f++)
        {
            ref double at = ref Unsafe.Add(ref _panel, f * Tasks), k = ref Unsafe.Add(ref key, f);
            Vector512<double> x = Load(ref at, 0), y = Load(ref at, 8), v = Vector512.Create(k);
            (a0, b0) = (Vector512.FusedMultiplyAdd(x, v, a0), Vector512.FusedMultiplyAdd(y, v, b0));
            v = Vector512.Create(Unsafe.Add(ref k, w));
            (a1, b1) = (Vector512.FusedMultiplyAdd(x, v, a1), Vector512.FusedMultiplyAdd(y, v, b1));
            v = Vector512.Create(Unsafe.Add(ref k, 2 * w));
            (a2, b2) = (Vector512.FusedMultiplyAdd(x, v, a2), Vector512.FusedMultiplyAdd(y, v, b2));
            v = Vector512.Create(Unsafe.Add(ref k, 3 * w));
            (a3, b3) = (Vector512.FusedMultiplyAdd(x, v, a3), Vector512.FusedMultiplyAdd(y, v, b3));
            v = Vector512.Create(Unsafe.Add(ref k, 4 * w));
            (a4, b4) = (Vector512.FusedMultiplyAdd(x, v, a4), Vector512.FusedMultiplyAdd(y, v, b4));
            v = Vector512.Create(Unsafe.Add(ref k, 5 * w));
            (a5, b5) = (Vector512.FusedMultiplyAdd(x, v, a5), Vector512.FusedMultiplyAdd(y, v, b5));
            v = Vector512.Create(Unsafe.Add(ref k, 6 * w));
            (a6, b6) = (Vector512.FusedMultiplyAdd(x, v, a6), Vector512.FusedMultiplyAdd(y, v, b6));
            v = Vector512.Create(Unsafe.Add(ref k, 7 * w));
            (a7, b7) = (Vector512.FusedMultiplyAdd(x, v, a7), Vector512.FusedMultiplyAdd(y, v, b7));
        }
        Store(a0, b0, ref row, 0);
        Store(a1, b1, ref row, stride);
        Store(a2, b2, ref row, 2 * stride);
        Store(a3, b3, ref row, 3 * stride);
        Store(a4, b4, ref row, 4 * stride);
        Store(a5, b5, ref row, 5 * stride);
        Store(a6, b6, ref row, 6 * stride);
        Store(a7, b7, ref row, 7 * stride);
    }

    private static Vector512<double> Load(ref double from, nuint at) => Vector512.LoadUnsafe(ref from, at);

    private static void Store(Vector512<double> a, Vector512<double> b, ref double row, nuint at)
    {
        a.StoreUnsafe(ref row, at);
        b.StoreUnsafe(ref row, at + 8);
    }
}
