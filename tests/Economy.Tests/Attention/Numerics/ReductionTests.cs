using Economy.Attention.Numerics;

namespace Economy.Tests.Attention.Numerics;

public class ReductionTests
{
    public static TheoryData<int> TailLengths => [0, 1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 64, 1000, 1001];

    [Theory, MemberData(nameof(TailLengths))]
    public void Kernels_equal_their_scalar_oracles_bit_by_bit(int length)
    {
        double[] x = Values(length, 1), y = Values(length, 2);
        Assert.Equal(Bits(ReductionOracle.Sum(x)), Bits(Reduction.Sum(x)));
        Assert.Equal(Bits(ReductionOracle.Dot(x, y)), Bits(Reduction.Dot(x, y)));
    }

    [Fact]
    public void Sums_of_small_integers_are_exact() =>
        Assert.Equal(1000 * 1001 / 2, Reduction.Sum(Enumerable.Range(1, 1000).Select(i => (double)i).ToArray()));

    internal static double[] Values(int length, int seed)
    {
        var x = new double[length];
        for (int i = 0; i < length; i++) x[i] = Math.ScaleB(Math.Sin(seed * 12.9898 + i * 78.233), i % 40 - 20);
        return x;
    }

    private static long Bits(double x) => BitConverter.DoubleToInt64Bits(x);
}
