using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Economy.Attention.Numerics;

namespace Economy.Attention.Model;

/// <summary>Inner products of pools with columns of tasks, tasks innermost; each sum runs over the embedding in order, so no vector width shows.</summary>
internal static class LogitKernel
{
    /// <summary>
    /// result[j·resultStride + t] = Σ_c psi[j·psiStride + c]·phi[c·phiStride + t] for t &lt; count; four pools and eight tasks at a time.
    /// </summary>
    internal static void Multiply(ReadOnlySpan<double> phi, int phiStride, int width, ReadOnlySpan<double> psi, int psiStride, int pools,
        int count, Span<double> result, int resultStride)
    {
        ref double left = ref MemoryMarshal.GetReference(phi), right = ref MemoryMarshal.GetReference(psi), to = ref MemoryMarshal.GetReference(result);
        int whole = count & ~7, j = 0;
        for (; j <= pools - 4; j += 4)
        {
            ref double p0 = ref Unsafe.Add(ref right, (nuint)(j * psiStride));
            for (int t = 0; t < whole; t += 8)
                Block(ref Unsafe.Add(ref left, (nuint)t), (nuint)phiStride, (nuint)width, ref p0, (nuint)psiStride,
                    ref Unsafe.Add(ref to, (nuint)(j * resultStride + t)), (nuint)resultStride);
        }
        for (int row = 0; row < pools; row++)
            for (int t = row < j ? whole : 0; t < count; t++)
            {
                double sum = 0.0;
                for (int c = 0; c < width; c++) sum = Math.FusedMultiplyAdd(psi[row * psiStride + c], phi[c * phiStride + t], sum);
                result[row * resultStride + t] = sum;
            }
    }

    /// <summary>x ← 1/(1 + e^−x).</summary>
    internal static void Sigmoid(Span<double> x)
    {
        ref double at = ref MemoryMarshal.GetReference(x);
        int t = 0;
        for (; t <= x.Length - 4; t += 4)
            (Vector256<double>.One / (Vector256<double>.One + VectorMath.Exp(-Vector256.LoadUnsafe(ref at, (nuint)t)))).StoreUnsafe(ref at, (nuint)t);
        for (; t < x.Length; t++) x[t] = DeterministicMath.Sigmoid(Math.Clamp(x[t], -709.0, 708.0));   // as the vector exponential cuts
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block(ref double phi, nuint phiStride, nuint width, ref double psi, nuint psiStride, ref double to, nuint toStride)
    {
        Vector256<double> a0 = default, b0 = default, a1 = default, b1 = default, a2 = default, b2 = default, a3 = default, b3 = default;
        ref double task = ref phi;
        for (nuint c = 0; c < width; c++)
        {
            Vector256<double> a = Vector256.LoadUnsafe(ref task), b = Vector256.LoadUnsafe(ref task, 4);
            Vector256<double> w = Vector256.Create(Unsafe.Add(ref psi, c));
            (a0, b0) = (Vector256.FusedMultiplyAdd(w, a, a0), Vector256.FusedMultiplyAdd(w, b, b0));
            w = Vector256.Create(Unsafe.Add(ref psi, psiStride + c));
            (a1, b1) = (Vector256.FusedMultiplyAdd(w, a, a1), Vector256.FusedMultiplyAdd(w, b, b1));
            w = Vector256.Create(Unsafe.Add(ref psi, 2 * psiStride + c));
            (a2, b2) = (Vector256.FusedMultiplyAdd(w, a, a2), Vector256.FusedMultiplyAdd(w, b, b2));
            w = Vector256.Create(Unsafe.Add(ref psi, 3 * psiStride + c));
            (a3, b3) = (Vector256.FusedMultiplyAdd(w, a, a3), Vector256.FusedMultiplyAdd(w, b, b3));
            task = ref Unsafe.Add(ref task, phiStride);
        }
        a0.StoreUnsafe(ref to); b0.StoreUnsafe(ref to, 4);
        a1.StoreUnsafe(ref to, toStride); b1.StoreUnsafe(ref to, toStride + 4);
        a2.StoreUnsafe(ref to, 2 * toStride); b2.StoreUnsafe(ref to, 2 * toStride + 4);
        a3.StoreUnsafe(ref to, 3 * toStride); b3.StoreUnsafe(ref to, 3 * toStride + 4);
    }
}
