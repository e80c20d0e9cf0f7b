using System.Runtime.Intrinsics;

namespace Economy.Attention.Numerics;

/// <summary>Elementwise kernels, bit-equal to their scalar counterparts in <see cref="DeterministicMath"/>.</summary>
internal static class VectorMath
{
    /// <summary>e^x of four values, each first cut to [−708, 709], where results are normal numbers.</summary>
    internal static Vector256<double> Exp(Vector256<double> x)
    {
        Vector256<double> shifter = Vector256.Create(6755399441055744.0);
        x = Vector256.Min(Vector256.Max(x, Vector256.Create(-708.0)), Vector256.Create(709.0));
        Vector256<double> shifted = Vector256.FusedMultiplyAdd(x, Vector256.Create(1.4426950408889634), shifter);
        Vector256<double> n = shifted - shifter;
        Vector256<double> r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-DeterministicMath.Ln2Hi), x);
        r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-DeterministicMath.Ln2Lo), r);
        ReadOnlySpan<double> taylor = Series.ExpTaylor;
        Vector256<double> p = Vector256.Create(taylor[0]);
        for (int i = 1; i < taylor.Length; i++) p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(taylor[i]));
        Vector256<double> e = Vector256<double>.One + Vector256.FusedMultiplyAdd(r * r, p, r);
        Vector256<long> exponent = shifted.AsInt64() - shifter.AsInt64() + Vector256.Create(1023L);
        return e * Vector256.ShiftLeft(exponent, 52).AsDouble();
    }
}
