namespace Economy.Attention.Numerics;

/// <summary>The plain loops that <see cref="Reduction"/> must equal bit by bit.</summary>
internal static class ReductionOracle
{
    internal static double Sum(ReadOnlySpan<double> x)
    {
        Span<double> lane = stackalloc double[8];
        for (int i = 0; i < x.Length; i++) lane[i & 7] += x[i];
        return Tree(lane);
    }

    internal static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Span<double> lane = stackalloc double[8];
        for (int i = 0; i < x.Length; i++) lane[i & 7] = Math.FusedMultiplyAdd(x[i], y[i], lane[i & 7]);
        return Tree(lane);
    }

    internal static double Tree(ReadOnlySpan<double> lane) =>
        ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}
