using System.Runtime.Intrinsics;
using Economy.Attention;
using Economy.Attention.Dual;
using Economy.Attention.Numerics;
using Economy.Attention.Scores;
using Economy.Tests.Attention.Numerics;

namespace Economy.Tests.Attention;

public class AttentionPassTests
{
    private const double Temperature = 0.2;

    [Theory, InlineData(1), InlineData(255), InlineData(256), InlineData(257), InlineData(5000)]
    public void A_pass_agrees_with_the_plain_formulas(int tasks)
    {
        (AllocationProblem problem, double[] scores) = Problems.Uniform(tasks, tasks, 3, 2, 1.5);
        for (int i = 0; i < tasks; i += 3) problem.Eligible[i] = (ulong)(i % 8);
        double[] price = [0.1, 0.2, 0.0, 0.4, 0.3, 0.05];
        var pass = new AttentionPass(3, 2);
        new TiledScoreBackend(new GivenScores(scores), 1).Pass(problem, price, Temperature, pass);
        Oracle(problem, scores, price, out double[] load, out double[,] curvature, out double surplus);
        Assert.Equal(surplus, pass.Surplus, 1e-9 * (1.0 + surplus));
        for (int u = 0; u < 6; u++)
        {
            Assert.Equal(load[u], pass.Load[u], 1e-9 * (1.0 + load[u]));
            for (int v = 0; v <= u; v++) Assert.Equal(curvature[u, v], pass.Curvature[u * 6 + v], 1e-9 * (1.0 + curvature[u, u]));
        }
    }

    [Fact]
    public void The_curvature_is_the_derivative_of_the_loads()
    {
        (AllocationProblem problem, double[] scores) = Problems.Uniform(7, 400, 3, 2, 1.5);
        double[] price = [0.3, 0.2, 0.4, 0.4, 0.3, 0.25];
        AttentionPass at = new(3, 2), above = new(3, 2), below = new(3, 2);
        var backend = new TiledScoreBackend(new GivenScores(scores), 1);
        backend.Pass(problem, price, Temperature, at);
        for (int v = 0; v < 6; v++)
        {
            const double step = 1e-6;
            double[] up = [.. price], down = [.. price];
            up[v] += step;
            down[v] -= step;
            backend.Pass(problem, up, Temperature, above);
            backend.Pass(problem, down, Temperature, below);
            for (int u = v; u < 6; u++)
                Assert.Equal((below.Load[u] - above.Load[u]) / (2.0 * step), at.Curvature[u * 6 + v], 1e-4 * at.Curvature[u * 6 + u]);
        }
    }

    [Fact]
    public void The_vector_exponential_equals_the_scalar_one_bit_by_bit()
    {
        for (double x = -720.0; x < 709.0; x += 0.0437)
            Assert.Equal(DeterministicMath.Exp(Math.Max(x, -708.0)), VectorMath.Exp(Vector512.Create(x))[5]);
    }

    public static TheoryData<int> Counts => [0, 1, 3, 4, 5, 7, 8, 9, 15, 16, 17];

    [Theory, MemberData(nameof(Counts))]
    public void Dots_of_several_columns_equal_single_dots_bit_by_bit(int columns)
    {
        double[] x = ReductionTests.Values(16, 1), y = ReductionTests.Values(16 * columns, 2);
        double[] expected = [.. Enumerable.Range(0, columns).Select(c => 5.0 - ReductionOracle.Dot(x, y.AsSpan(c * 16, 16)))], actual = new double[columns];
        Array.Fill(actual, 5.0);
        Reduction.AddDots(-1.0, x, y, actual);
        Assert.Equal(expected, actual);
    }

    [Theory, MemberData(nameof(Counts))]
    public void Products_of_columns_equal_single_dots_bit_by_bit(int columns)
    {
        double[] y = ReductionTests.Values(24 * columns, 3), actual = new double[columns * columns];
        GramKernel.Subtract(y, columns, actual);
        for (int u = 0; u < columns; u++)
            for (int v = 0; v <= u; v++)
                Assert.Equal(-ReductionOracle.Dot(y.AsSpan(u * 24, 24), y.AsSpan(v * 24, 24)), actual[u * columns + v]);
    }

    [Fact]
    public void A_pass_without_curvature_has_the_same_sums()
    {
        (AllocationProblem problem, double[] scores) = Problems.Uniform(3, 700, 3, 2, 1.5);
        double[] price = [0.1, 0.2, 0.0, 0.4, 0.3, 0.05];
        AttentionPass curved = new(3, 2), flat = new(3, 2, curved: false);
        var backend = new TiledScoreBackend(new GivenScores(scores), 1);
        backend.Pass(problem, price, Temperature, curved);
        backend.Pass(problem, price, Temperature, flat);
        Assert.Equal(curved.Load, flat.Load);
        Assert.Equal((curved.Surplus, curved.ScoreSum), (flat.Surplus, flat.ScoreSum));
    }

    [Fact]
    public void Curvature_within_pools_is_the_diagonal_of_the_full_one()
    {
        (AllocationProblem problem, double[] scores) = Problems.Uniform(3, 300, 200, 3, 1.5);
        double[] price = [.. Enumerable.Range(0, 600).Select(u => 0.01 * (u % 7))];
        var pass = new AttentionPass(200, 3);
        Assert.False(pass.Full);
        new TiledScoreBackend(new GivenScores(scores), 1).Pass(problem, price, Temperature, pass);
        double expected = 0.0;
        var tile = new Economy.Attention.Tiles.TaskTile(200, 3);
        for (int first = 0; first < 300; first += 256)
        {
            tile.Load(problem, new GivenScores(scores).Score, new ulong[200], first);
            PricedAttention.Attend(tile, price, Temperature);
            for (int t = 0; t < tile.Count; t++)
            {
                double z = tile.Share[150 * 256 + t];
                expected += z * (1.0 - z) * tile.Demand[2 * 256 + t] * tile.Demand[t] / (Temperature * tile.Scale[t]);
            }
        }
        Assert.Equal(expected, pass.Curvature[(150 * 3 + 2) * 3], 1e-9 * expected);
    }

    [Fact]
    public void The_quadratic_model_is_minimised_in_the_box()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            int n = 1 + seed % 12;
            double[] h = new double[n * n], g = new double[n], lower = new double[n], upper = new double[n], p = new double[n], root = new double[n * n];
            for (int x = 0; x < root.Length; x++) root[x] = random.NextDouble() - 0.5;
            for (int i = 0; i < n; i++)
            {
                g[i] = random.NextDouble() - 0.5;
                lower[i] = random.Next(2) - 1;
                upper[i] = random.Next(2) == 0 ? double.PositiveInfinity : lower[i] + 0.5;
                for (int j = 0; j <= i; j++) h[i * n + j] = (i == j ? 0.01 : 0.0) + Enumerable.Range(0, n).Sum(k => root[i * n + k] * root[j * n + k]);
            }
            BoxQuadratic.Minimise(h, g, lower, upper, p);
            for (int i = 0; i < n; i++)
            {
                double slope = g[i] + Enumerable.Range(0, n).Sum(j => h[Math.Max(i, j) * n + Math.Min(i, j)] * p[j]);
                Assert.InRange(p[i], lower[i], upper[i]);
                Assert.True(p[i] <= lower[i] + 1e-9 || slope < 1e-7, $"seed {seed}, variable {i}: slope {slope} above the lower bound");
                Assert.True(p[i] >= upper[i] - 1e-9 || slope > -1e-7, $"seed {seed}, variable {i}: slope {slope} below the upper bound");
            }
        }
    }

    [Fact]
    public void After_a_step_that_overshot_each_unknown_is_bounded_by_the_logarithm_of_its_units()
    {
        var box = new StepBox(3);
        Assert.False(box.Bounds);
        double[] x = [30.0, 0.0, 0.0], step = [-6.0, 99.0, 0.0], lower = [-30.0, 0.0, 0.0], upper = new double[3];
        box.Measure(x, 0.1, value: 0.0);   // units 3, 1, 1: none is less than the mean's
        box.Shrink(step, length: 1.0);
        box.Limit(lower, upper);
        Assert.True(box.Bounds);
        Assert.Equal([3.0 * Math.Log(100.0), Math.Log(100.0), Math.Log(100.0)], upper, (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal([-3.0 * Math.Log(100.0), 0.0, 0.0], lower, (a, b) => Math.Abs(a - b) < 1e-9);

        box.Shrink([0.0, 0.2, 0.0], length: 0.5);   // a tenth of a unit: the logarithm would hardly narrow it
        box.Limit(lower, upper);
        Assert.Equal(0.05, upper[1], 1e-12);
    }

    private static void Oracle(AllocationProblem problem, double[] scores, double[] price, out double[] load, out double[,] curvature, out double surplus)
    {
        load = new double[6];
        curvature = new double[6, 6];
        surplus = 0.0;
        for (int i = 0; i < problem.Tasks; i++)
        {
            int[] pools = [.. Enumerable.Range(0, 3).Where(j => problem.MayServe(i, j))];
            if (pools.Length == 0) continue;
            double tau = Temperature * Math.Max(pools.Average(j => scores[i * 3 + j]), 0.5 * pools.Max(j => scores[i * 3 + j]));
            int[] d = problem.Demand(i).ToArray();
            double[] net = [.. pools.Select(j => scores[i * 3 + j] - price[2 * j] * d[0] - price[2 * j + 1] * d[1])];
            double total = 1.0 + net.Sum(x => Math.Exp(x / tau));
            double[] z = new double[3];
            for (int at = 0; at < pools.Length; at++) z[pools[at]] = Math.Exp(net[at] / tau) / total;
            surplus += Math.Max(0.0, net.Max());
            for (int u = 0; u < 6; u++)
            {
                load[u] += z[u / 2] * d[u % 2];
                for (int v = 0; v < 6; v++) curvature[u, v] += d[u % 2] * d[v % 2] * ((u / 2 == v / 2 ? z[u / 2] : 0.0) - z[u / 2] * z[v / 2]) / tau;
            }
        }
    }
}
