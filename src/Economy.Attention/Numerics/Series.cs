using static System.Math;

namespace Economy.Attention.Numerics;

/// <summary>The polynomials behind <see cref="DeterministicMath"/>, in Horner form with explicit fused multiply-adds.</summary>
internal static class Series
{
    /// <summary>Taylor coefficients of e^r, 1/13! down to 1/2!; truncation below 2^−57 for |r| ≤ ln2/2.</summary>
    internal static ReadOnlySpan<double> ExpTaylor =>
    [
        1.0 / 6227020800.0, 1.0 / 479001600.0, 1.0 / 39916800.0, 1.0 / 3628800.0, 1.0 / 362880.0, 1.0 / 40320.0,
        1.0 / 5040.0, 1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5,
    ];

    /// <summary>e^r − 1 for |r| ≤ ln2/2.</summary>
    internal static double ExpMinusOne(double r) => FusedMultiplyAdd(r * r, ExpSecond(r), r);

    /// <summary>(e^r − 1 − r)/r².</summary>
    internal static double ExpSecond(double r)
    {
        double p = 0.0;
        foreach (double c in ExpTaylor) p = FusedMultiplyAdd(p, r, c);
        return p;
    }

    /// <summary>2z/3 + 2z²/5 + … + 2z^11/23: what s multiplies in log((1+s)/(1−s)) beyond 2s, z = s² ≤ 0.0295.</summary>
    internal static double AtanhTail(double z) => 2.0 * z * FusedMultiplyAdd(z, AtanhFromFifth(z), 1.0 / 3.0);

    /// <summary>1/5 + z/7 + z²/9 + … + z^9/23.</summary>
    internal static double AtanhFromFifth(double z)
    {
        double p = 1.0 / 23.0;
        for (int odd = 21; odd >= 5; odd -= 2) p = FusedMultiplyAdd(p, z, 1.0 / odd);
        return p;
    }
}
