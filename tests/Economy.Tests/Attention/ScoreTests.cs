using Economy.Attention;
using Economy.Attention.Scores;
using Economy.Tests.Attention.Numerics;

namespace Economy.Tests.Attention;

public class ScoreTests
{
    private const int Tasks = 300, Pools = 3, TaskWidth = 5, PoolWidth = 4;

    [Fact]
    public void Multi_head_scores_are_the_bid_times_the_logistic_of_scaled_dot_products()
    {
        AttentionHead[] heads = [Head(2, 0.7, 3), Head(3, -0.4, 5)];
        double[] x = ReductionTests.Values(Tasks * TaskWidth, 7).Select(Math.Tanh).ToArray(), y = ReductionTests.Values(Pools * PoolWidth, 8).Select(Math.Tanh).ToArray();
        double[] bias = ReductionTests.Values(Tasks * Pools, 9).Select(Math.Tanh).ToArray(), parts = new double[2], scores = new double[Pools * Tasks];
        AllocationProblem problem = Problem();
        var model = new MultiHeadScores(heads, x, TaskWidth, y, PoolWidth, bias);
        model.Score(problem, 1, Tasks - 1, scores, Tasks);
        for (int i = 1; i < Tasks; i++)
            for (int j = 0; j < Pools; j++)
            {
                model.HeadLogits(i, j, parts);
                double[] expected = [.. heads.Select(h => h.Weight * Logit(h, x.AsSpan(i * TaskWidth, TaskWidth), y.AsSpan(j * PoolWidth, PoolWidth)))];
                Assert.Equal(expected[0], parts[0], 1e-12);
                Assert.Equal(expected[1], parts[1], 1e-12);
                double logit = expected.Sum() + bias[i * Pools + j];
                Assert.Equal(problem.Bid[i] / (1.0 + Math.Exp(-logit)), scores[j * Tasks + i - 1], 1e-10);
            }
    }

    [Fact]
    public void Given_logits_enter_through_the_logistic()
    {
        var scores = new double[3];
        AllocationProblem problem = Problem();
        new GivenScores([0.0, 1.0, -1.0], logits: true).Score(problem, 0, 1, scores, 1);
        Assert.Equal([0.5 * problem.Bid[0], problem.Bid[0] / (1.0 + Math.Exp(-1.0)), problem.Bid[0] / (1.0 + Math.E)], scores, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Best_softmax_is_no_worse_than_softmax_at_any_temperature_of_its_grid()
    {
        (AllocationProblem problem, double[] matrix) = Problems.Uniform(5, 400, 4, 2, 1.5);
        var options = new AllocationOptions { Scores = new GivenScores(matrix) };
        double best = Problems.Allocate(problem, "softmax-best", options).Report.Welfare;
        foreach (double temperature in (double[])[0.02, 0.1, 0.5, 1.0, 2.0])
            Assert.True(Problems.Allocate(problem, "softmax", options with { SoftmaxTemperature = temperature }).Report.Welfare <= best);
    }

    private static double Logit(AttentionHead head, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0.0;
        for (int r = 0; r < head.Width; r++)
        {
            double q = 0.0, k = 0.0;
            for (int f = 0; f < x.Length; f++) q += head.Query[r * x.Length + f] * x[f];
            for (int f = 0; f < y.Length; f++) k += head.Key[r * y.Length + f] * y[f];
            sum += q * k;
        }
        return sum / Math.Sqrt(head.Width);
    }

    private static AttentionHead Head(int width, double weight, int seed) => new()
    {
        Width = width, Weight = weight,
        Query = [.. ReductionTests.Values(width * TaskWidth, seed).Select(Math.Tanh)],
        Key = [.. ReductionTests.Values(width * PoolWidth, seed + 1).Select(Math.Tanh)],
    };

    private static AllocationProblem Problem()
    {
        var problem = new AllocationProblem(Pools, 1);
        for (int i = 0; i < Tasks; i++) problem.Add(i, 1 + i % 7, [1]);
        return problem;
    }
}
