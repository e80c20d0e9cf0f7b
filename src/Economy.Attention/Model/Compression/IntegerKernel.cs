using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Economy.Attention.Model.Compression;

/// <summary>Inner products of 16-bit numbers, two to a word, in 32-bit integers: exact, so any order gives the same.</summary>
internal static class IntegerKernel
{
    /// <summary>result_t = keyScale·taskScale_t·Σ_c key_c·task_ct over pairs c; tasks [pairs × stride].</summary>
    internal static void Multiply(ReadOnlySpan<int> tasks, int stride, ReadOnlySpan<int> key, double keyScale, ReadOnlySpan<double> taskScale, Span<double> result)
    {
        int t = 0;
        if (Avx2.IsSupported)
        {
            ref int from = ref MemoryMarshal.GetReference(tasks);
            for (; t <= result.Length - 16; t += 16)
            {
                Vector256<int> a = default, b = default;
                for (int c = 0; c < key.Length; c++)
                {
                    Vector256<short> k = Vector256.Create(key[c]).AsInt16();
                    a += Avx2.MultiplyAddAdjacent(Vector256.LoadUnsafe(ref from, (nuint)(c * stride + t)).AsInt16(), k);
                    b += Avx2.MultiplyAddAdjacent(Vector256.LoadUnsafe(ref from, (nuint)(c * stride + t + 8)).AsInt16(), k);
                }
                Store(a, keyScale, taskScale[t..], result[t..]);
                Store(b, keyScale, taskScale[(t + 8)..], result[(t + 8)..]);
            }
        }
        for (; t < result.Length; t++)
        {
            int sum = 0;
            for (int c = 0; c < key.Length; c++)
            {
                int x = tasks[c * stride + t], k = key[c];
                sum += unchecked((short)x * (short)k) + (x >> 16) * (k >> 16);   // the halves of a word
            }
            result[t] = sum * (keyScale * taskScale[t]);
        }
    }

    private static void Store(Vector256<int> sum, double keyScale, ReadOnlySpan<double> taskScale, Span<double> result)
    {
        Vector256<double> key = Vector256.Create(keyScale);
        (Avx.ConvertToVector256Double(sum.GetLower()) * (key * Vector256.Create(taskScale))).CopyTo(result);
        (Avx.ConvertToVector256Double(sum.GetUpper()) * (key * Vector256.Create(taskScale[4..]))).CopyTo(result[4..]);
    }
}
