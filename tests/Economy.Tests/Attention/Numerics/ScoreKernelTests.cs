using Economy.Attention.Numerics;

namespace Economy.Tests.Attention.Numerics;

public class ScoreKernelTests
{
    private static readonly int[] Lengths = [0, 1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33];

    [Fact]
    public void The_kernel_equals_the_triple_loop_bit_by_bit_whatever_the_tails()
    {
        foreach (int tasks in Lengths)
            foreach (int pools in Lengths)
                foreach (int width in (int[])[1, 2, 5, 16, 17])
                    AssertSame(tasks, pools, width);
    }

    [Theory, InlineData(255), InlineData(256), InlineData(257), InlineData(600)]
    public void Features_beyond_one_panel_continue_the_same_chain(int width) => AssertSame(18, 13, width);

    [Fact]
    public void Entries_beyond_the_tasks_are_left_alone()
    {
        var result = new double[3 * 20];
        Array.Fill(result, -7.0);
        ScoreKernel.Multiply(ReductionTests.Values(18 * 4, 1), ReductionTests.Values(3 * 4, 2), 4, result, 20);
        for (int at = 0; at < result.Length; at++) Assert.Equal(at % 20 >= 18, result[at] == -7.0);
    }

    private static void AssertSame(int tasks, int pools, int width)
    {
        double[] x = ReductionTests.Values(tasks * width, 1), v = ReductionTests.Values(pools * width, 2);
        double[] expected = new double[pools * (tasks + 3)], actual = new double[pools * (tasks + 3)];
        ScoreOracle.Multiply(x, v, width, expected, tasks + 3);
        ScoreKernel.Multiply(x, v, width, actual, tasks + 3);
        Assert.Equal(expected, actual);
    }
}
