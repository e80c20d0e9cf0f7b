using Economy.Attention.Numerics;

namespace Economy.Tests.Attention.Numerics;

public class DeterministicMathTests
{
    private static readonly double[] Special =
        [0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0, 0.5, -0.5, 2.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue];

    [Fact]
    public void Exp_is_within_two_ulp_over_its_whole_range() =>
        AssertUlp(Grid(-745.0, 709.7, 200_000), Math.Exp, DeterministicMath.Exp);

    [Fact]
    public void Log_is_within_two_ulp_over_its_whole_range()
    {
        AssertUlp(Grid(-1074.0, 1023.9, 200_000).Select(e => Math.Pow(2.0, e)), Math.Log, DeterministicMath.Log);
        AssertUlp(Grid(0.5, 2.0, 200_000), Math.Log, DeterministicMath.Log);
    }

    [Fact]
    public void Tanh_is_within_two_ulp_over_its_whole_range()
    {
        AssertUlp(Grid(-25.0, 25.0, 200_000), Math.Tanh, DeterministicMath.Tanh);
        AssertUlp(Grid(-60.0, 0.0, 20_000).Select(e => Math.Pow(2.0, e)), Math.Tanh, DeterministicMath.Tanh);
    }

    [Fact]
    public void Pow_is_within_two_ulp_over_its_whole_range()
    {
        foreach (double x in Grid(-1070.0, 1020.0, 300).Select(e => Math.Pow(2.0, e)).Concat(Grid(0.7, 1.5, 300)))
            AssertUlp(Grid(-40.0, 40.0, 300), y => Math.Pow(x, y), y => DeterministicMath.Pow(x, y));
    }

    [Fact]
    public void Special_values_follow_the_standard()
    {
        foreach (double x in Special)
        {
            Assert.Equal(Math.Exp(x), DeterministicMath.Exp(x), 1e-15);
            Assert.Equal(Math.Log(x), DeterministicMath.Log(x), 1e-12);
            Assert.Equal(Math.Tanh(x), DeterministicMath.Tanh(x), 1e-15);
            foreach (double y in Special.Where(y => Math.Abs(y) < 10.0 || !double.IsFinite(y)))
                Assert.Equal(0.0, Ulps(Math.Pow(x, y), DeterministicMath.Pow(x, y)), 2.0);
        }
    }

    [Fact]
    public void Known_bits_never_change() =>
        Assert.Equal(
            [0x4005BF0A8B14576A, 0x3FE62E42FEFA39EF, 0x3FE85EFAB514F394, 0x3FF6A09E667F3BCC],
            new[] { DeterministicMath.Exp(1), DeterministicMath.Log(2), DeterministicMath.Tanh(1), DeterministicMath.Pow(2, 0.5) }
                .Select(BitConverter.DoubleToInt64Bits));

    private static IEnumerable<double> Grid(double from, double to, int count) =>
        Enumerable.Range(0, count).Select(i => from + (to - from) * ((i + 0.37) / count));

    private static void AssertUlp(IEnumerable<double> xs, Func<double, double> expected, Func<double, double> actual)
    {
        foreach (double x in xs)
            if (Ulps(expected(x), actual(x)) is var e and > 2.0)
                Assert.Fail($"{x:R}: expected {expected(x):R}, got {actual(x):R}, {e} ulp apart");
    }

    private static double Ulps(double expected, double actual)
    {
        if (expected.Equals(actual) || expected == actual) return 0.0;
        if (!double.IsFinite(expected) || !double.IsFinite(actual)) return double.PositiveInfinity;
        return Math.Abs(expected - actual) / (Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected));
    }
}
