using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Economy.Attention.Model.Compression;

/// <summary>Inner products of 16-bit numbers, two to a word, in 32-bit integers: exact, so that any order and width gives the same.</summary>
internal static class IntegerKernel
{
    private const int Pools = 4;

    /// <summary>
    /// result[j·resultStride + t] = keyScale_j·taskScale_t·Σ_c key_jc·task_ct over words c, for t &lt; taskScale.Length.
    /// </summary>
    /// <param name="tasks">[words × stride], with room for whole vectors of 32 tasks.</param>
    /// <param name="stride">Distance of words.</param>
    /// <param name="keys">[m × words]</param>
    /// <param name="keyScale">[m]</param>
    /// <param name="taskScale">[count]</param>
    /// <param name="result">[m × resultStride]</param>
    /// <param name="resultStride">Distance of pools.</param>
    internal static void Multiply(ReadOnlySpan<int> tasks, int stride, ReadOnlySpan<int> keys, ReadOnlySpan<double> keyScale, ReadOnlySpan<double> taskScale,
        Span<double> result, int resultStride)
    {
        int m = keyScale.Length, words = keys.Length / m, count = taskScale.Length;
        Span<int> sums = stackalloc int[Pools * 32];
        for (int j = 0; j < m; j += Pools)
        {
            int pools = Math.Min(Pools, m - j);
            for (int t = 0; t < count; t += 32)
            {
                if (Avx512BW.IsSupported && pools == Pools) Wide(tasks[t..], stride, keys[(j * words)..], words, sums);
                else if (Avx2.IsSupported && pools == Pools)
                    for (int half = 0; half < 32; half += 16) Narrow(tasks[(t + half)..], stride, keys[(j * words)..], words, sums[half..]);
                else Plain(tasks[t..], stride, keys.Slice(j * words, pools * words), words, sums);
                for (int p = 0; p < pools; p++)
                {
                    Span<double> to = result.Slice((j + p) * resultStride + t, Math.Min(32, count - t));
                    ReadOnlySpan<double> scale = taskScale.Slice(t, to.Length);
                    Scale(sums.Slice(p * 32, to.Length), keyScale[j + p], scale, to);
                }
            }
        }
    }

    /// <summary>to_i = sum_i·(key·task_i).</summary>
    private static void Scale(ReadOnlySpan<int> sums, double key, ReadOnlySpan<double> task, Span<double> to)
    {
        int i = 0;
        if (Avx.IsSupported)
            for (; i <= to.Length - 4; i += 4)
                (Avx.ConvertToVector256Double(Vector128.Create(sums[i..])) * (Vector256.Create(key) * Vector256.Create(task[i..]))).CopyTo(to[i..]);
        for (; i < to.Length; i++) to[i] = sums[i] * (key * task[i]);
    }

    private static void Plain(ReadOnlySpan<int> tasks, int stride, ReadOnlySpan<int> keys, int words, Span<int> sums)
    {
        for (int p = 0; p < keys.Length / words; p++)
            for (int t = 0; t < 32; t++)
            {
                int sum = 0;
                for (int c = 0; c < words; c++)
                {
                    int x = tasks[c * stride + t], k = keys[p * words + c];
                    sum += unchecked((short)x * (short)k) + (x >> 16) * (k >> 16);   // the halves of a word
                }
                sums[p * 32 + t] = sum;
            }
    }

    /// <summary>Sixteen tasks at four pools.</summary>
    private static void Narrow(ReadOnlySpan<int> tasks, int stride, ReadOnlySpan<int> keys, int words, Span<int> sums)
    {
        ref int task = ref MemoryMarshal.GetReference(tasks), key = ref MemoryMarshal.GetReference(keys), to = ref MemoryMarshal.GetReference(sums);
        Vector256<int> a0 = default, a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
        for (int c = 0; c < words; c++, task = ref Unsafe.Add(ref task, stride), key = ref Unsafe.Add(ref key, 1))
        {
            Vector256<short> x = Vector256.LoadUnsafe(ref task).AsInt16(), y = Vector256.LoadUnsafe(ref task, 8).AsInt16();
            Vector256<short> k = Vector256.Create(key).AsInt16();
            (a0, b0) = (a0 + Avx2.MultiplyAddAdjacent(x, k), b0 + Avx2.MultiplyAddAdjacent(y, k));
            k = Vector256.Create(Unsafe.Add(ref key, words)).AsInt16();
            (a1, b1) = (a1 + Avx2.MultiplyAddAdjacent(x, k), b1 + Avx2.MultiplyAddAdjacent(y, k));
            k = Vector256.Create(Unsafe.Add(ref key, 2 * words)).AsInt16();
            (a2, b2) = (a2 + Avx2.MultiplyAddAdjacent(x, k), b2 + Avx2.MultiplyAddAdjacent(y, k));
            k = Vector256.Create(Unsafe.Add(ref key, 3 * words)).AsInt16();
            (a3, b3) = (a3 + Avx2.MultiplyAddAdjacent(x, k), b3 + Avx2.MultiplyAddAdjacent(y, k));
        }
        a0.StoreUnsafe(ref to); b0.StoreUnsafe(ref to, 8);
        a1.StoreUnsafe(ref to, 32); b1.StoreUnsafe(ref to, 40);
        a2.StoreUnsafe(ref to, 64); b2.StoreUnsafe(ref to, 72);
        a3.StoreUnsafe(ref to, 96); b3.StoreUnsafe(ref to, 104);
    }

    /// <summary>Thirty-two tasks at four pools.</summary>
    private static void Wide(ReadOnlySpan<int> tasks, int stride, ReadOnlySpan<int> keys, int words, Span<int> sums)
    {
        ref int task = ref MemoryMarshal.GetReference(tasks), key = ref MemoryMarshal.GetReference(keys), to = ref MemoryMarshal.GetReference(sums);
        Vector512<int> a0 = default, a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
        for (int c = 0; c < words; c++, task = ref Unsafe.Add(ref task, stride), key = ref Unsafe.Add(ref key, 1))
        {
            Vector512<short> x = Vector512.LoadUnsafe(ref task).AsInt16(), y = Vector512.LoadUnsafe(ref task, 16).AsInt16();
            Vector512<short> k = Vector512.Create(key).AsInt16();
            (a0, b0) = (a0 + Avx512BW.MultiplyAddAdjacent(x, k), b0 + Avx512BW.MultiplyAddAdjacent(y, k));
            k = Vector512.Create(Unsafe.Add(ref key, words)).AsInt16();
            (a1, b1) = (a1 + Avx512BW.MultiplyAddAdjacent(x, k), b1 + Avx512BW.MultiplyAddAdjacent(y, k));
            k = Vector512.Create(Unsafe.Add(ref key, 2 * words)).AsInt16();
            (a2, b2) = (a2 + Avx512BW.MultiplyAddAdjacent(x, k), b2 + Avx512BW.MultiplyAddAdjacent(y, k));
            k = Vector512.Create(Unsafe.Add(ref key, 3 * words)).AsInt16();
            (a3, b3) = (a3 + Avx512BW.MultiplyAddAdjacent(x, k), b3 + Avx512BW.MultiplyAddAdjacent(y, k));
        }
        a0.StoreUnsafe(ref to); b0.StoreUnsafe(ref to, 16);
        a1.StoreUnsafe(ref to, 32); b1.StoreUnsafe(ref to, 48);
        a2.StoreUnsafe(ref to, 64); b2.StoreUnsafe(ref to, 80);
        a3.StoreUnsafe(ref to, 96); b3.StoreUnsafe(ref to, 112);
    }
}
