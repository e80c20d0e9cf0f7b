using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Economy.Attention.Numerics;

/// <summary>Elementwise kernels, bit-equal to their scalar counterparts in <see cref="DeterministicMath"/>.</summary>
internal static class VectorMath
{
    /// <summary>e^x of eight values, each first cut to [−708, 709], where results are normal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> Exp(Vector512<double> x)
    {
        Vector512<double> shifter = Vector512.Create(6755399441055744.0);
        x = Vector512.Min(Vector512.Max(x, Vector512.Create(-708.0)), Vector512.Create(709.0));
        Vector512<double> shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(1.4426950408889634), shifter);
        Vector512<double> n = shifted - shifter;
        Vector512<double> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-DeterministicMath.Ln2Hi), x);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-DeterministicMath.Ln2Lo), r);
        ReadOnlySpan<double> taylor = Series.ExpTaylor;
        Vector512<double> p = Vector512.Create(taylor[0]);
        for (int i = 1; i < taylor.Length; i++) p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(taylor[i]));
        Vector512<double> e = Vector512<double>.One + Vector512.FusedMultiplyAdd(r * r, p, r);
        Vector512<long> exponent = shifted.AsInt64() - shifter.AsInt64() + Vector512.Create(1023L);
        return e * Vector512.ShiftLeft(exponent, 52).AsDouble();
    }

    /// <summary>value·σ(logit) over a row, in place of the logits, each first cut to [−708, 709].</summary>
    internal static void Logistic(Span<double> logits, ReadOnlySpan<double> values)
    {
        ref double row = ref MemoryMarshal.GetReference(logits), value = ref MemoryMarshal.GetReference(values[..logits.Length]);
        int at = 0;
        for (; at <= logits.Length - 8; at += 8)
        {
            Vector512<double> e = Exp(-Vector512.LoadUnsafe(ref row, (nuint)at));
            (Vector512.LoadUnsafe(ref value, (nuint)at) / (Vector512<double>.One + e)).StoreUnsafe(ref row, (nuint)at);
        }
        for (; at < logits.Length; at++) logits[at] = values[at] / (1.0 + DeterministicMath.Exp(Math.Clamp(-logits[at], -708.0, 709.0)));
    }
}
