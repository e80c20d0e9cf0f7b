using Economy.Attention;

namespace Economy.Tests.Attention;

public class ScoreTests
{
    private const int Tasks = 300, Pools = 3, TaskWidth = 5, PoolWidth = 4;

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

    private static AllocationProblem Problem()
    {
        var problem = new AllocationProblem(Pools, 1);
        for (int i = 0; i < Tasks; i++) problem.Add(i, 1 + i % 7, [1]);
        return problem;
    }
}
