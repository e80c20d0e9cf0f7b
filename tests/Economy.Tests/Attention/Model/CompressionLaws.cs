using Economy.Attention;
using Economy.Attention.Model;
using Economy.Attention.Model.Compression;
using Economy.Attention.Scores;

namespace Economy.Tests.Attention.Model;

public class CompressionLaws
{
    private const int Tasks = 300, Pools = 9;

    [Theory]
    [InlineData("dot-product", 2), InlineData("dot-product", 9), InlineData("biased", 3), InlineData("shared", 5)]
    public void Logits_of_eight_bit_keys_are_off_by_no_more_than_their_rounding(string form, int width)
    {
        Features features = Samples.Round(1, Tasks, Pools);
        AttentionScores full = Samples.Model(form, 2, width, features).Bind(features);
        var quantised = new QuantisedScores(full);
        double[] exact = new double[Tasks * Pools], rounded = new double[Tasks * Pools], phi = new double[256 * full.Model.Network.Form.Embedding];
        full.Logits(0, Tasks, exact, Tasks);
        quantised.Logits(0, Tasks, rounded, Tasks);
        full.Embed(0, 256, phi);
        int embedding = full.Model.Network.Form.Embedding;
        Assert.Contains(Enumerable.Range(0, exact.Length), x => exact[x] != rounded[x]);
        for (int i = 0; i < 256; i++)
            for (int j = 0; j < Pools; j++)
            {
                ReadOnlySpan<double> row = phi.AsSpan(i * embedding, embedding);
                double sum = 0.0, most = 0.0;
                foreach (double v in row) (sum, most) = (sum + Math.Abs(v), Math.Max(most, Math.Abs(v)));
                double bound = quantised.Scale[j] * (0.5 * sum + embedding * 127.5 * 0.5 * most / 32767.0);
                Assert.True(Math.Abs(exact[j * Tasks + i] - rounded[j * Tasks + i]) <= bound * (1.0 + 1e-9));
            }
    }

    [Fact]
    public void Eight_bit_scores_are_the_same_bits_however_tasks_are_cut()
    {
        Features features = Samples.Round(2, Tasks, Pools);
        var quantised = new QuantisedScores(Samples.Model("dot-product", 0, 4, features).Bind(features));
        double[] whole = new double[Tasks * Pools], one = new double[Pools];
        quantised.Score(Samples.Problem(features), 0, Tasks, whole, Tasks);
        for (int i = 0; i < Tasks; i++)
        {
            quantised.Score(Samples.Problem(features), i, 1, one, 1);
            for (int j = 0; j < Pools; j++) Assert.Equal(whole[j * Tasks + i], one[j]);
        }
    }

    [Theory]
    [InlineData(1, true), InlineData(2, true), InlineData(3, false), InlineData(100, true)]
    public void A_sparse_pass_is_the_full_pass_over_the_pools_kept(int most, bool curved)
    {
        const int pools = 24, unknowns = 2 * pools;
        (AllocationProblem problem, double[] matrix) = Problems.Uniform(most, 500, pools, 2, 1.5);
        for (int i = 0; i < 500; i += 3) problem.Eligible[i] = (ulong)(i % 128) << i % 20;
        for (int x = 0; x < matrix.Length; x += 11) matrix[x] = -matrix[x];
        problem.CapacityMilli[3] = 0;
        var model = new GivenScores(matrix);
        double[] price = [.. Enumerable.Range(0, unknowns).Select(u => 0.1 * u)];
        AttentionPass full = new(pools, 2, curved), sparse = new(pools, 2, curved);
        var whole = new TiledScoreBackend(model, 1);
        whole.Pass(problem, price, 0.05, full);
        var topK = new TopKAttention(model, most, threads: 2);
        topK.Restrict(problem);
        topK.Pass(problem, price, 0.05, sparse);
        if (most < pools) whole.Pass(problem, price, 0.05, full);   // with k = m they agree before and after
        Near(full.Load, sparse.Load);
        if (curved) Near(Lower(full.Curvature, unknowns), Lower(sparse.Curvature, unknowns));
        Near([full.Surplus, full.ScoreSum], [sparse.Surplus, sparse.ScoreSum]);
    }

    [Fact]
    public void The_best_pools_are_kept_and_allocation_on_them_is_feasible_and_nearly_as_good()
    {
        (AllocationProblem problem, double[] matrix) = Problems.Uniform(4, 800, 12, 3, 1.5);
        var model = new GivenScores(matrix);
        AllocationReport full = Problems.Allocate(problem, "attention", new AllocationOptions { Scores = model }).Report;
        var topK = new TopKAttention(model, 6);
        topK.Restrict(problem);
        for (int i = 0; i < 800; i++)
        {
            double[] row = [.. matrix.AsSpan(i * 12, 12)];
            double sixth = row.OrderDescending().ElementAt(5);
            for (int j = 0; j < 12; j++) Assert.Equal(row[j] >= sixth, problem.MayServe(i, j));
        }
        AllocationReport sparse = Problems.Allocate(problem, "attention", new AllocationOptions { Scores = model, Backend = topK }).Report;
        AllocationReport dense = Problems.Allocate(problem, "attention", new AllocationOptions { Scores = model }).Report;
        Assert.Equal(dense.Welfare, sparse.Welfare, 1e-3 * dense.Welfare);
        Assert.True(sparse.Welfare > 0.93 * full.Welfare, $"{sparse.Welfare} of {full.Welfare}");
        Assert.All(sparse.Utilisation, u => Assert.True(u <= 1.0));
    }

    [Fact]
    public void Sparse_allocations_do_not_depend_on_threads()
    {
        double[] Price(int threads)
        {
            (AllocationProblem problem, double[] matrix) = Problems.Uniform(5, 2000, 10, 2, 1.5);
            var topK = new TopKAttention(new GivenScores(matrix), 3, threads);
            topK.Restrict(problem);
            return Problems.Allocate(problem, "attention", new AllocationOptions { Backend = topK, Threads = threads }).Report.Price;
        }
        Assert.Equal(Price(1), Price(3));
    }

    [Theory]
    [InlineData("dot-product"), InlineData("biased"), InlineData("additive")]
    public void Pruning_drops_the_heads_that_say_least(string form)
    {
        Features features = Samples.Round(6, Tasks, Pools);
        AttentionModel model = Samples.Model(form, 3, 4, features, heads: 4);
        string said = form == "additive" ? "value" : "head.weight";
        int width = model.Parameters[said].Length / 4;
        model.Parameters[said].Slice(width, width).Clear();
        model.Parameters[said].Slice(3 * width, width).Clear();
        AttentionModel pruned = HeadPruning.Prune(model, features, 2);
        Assert.Equal(2, pruned.Options.Heads);
        Assert.Equal(0.0, HeadPruning.Importance(model, features)[1]);
        double[] before = Samples.Scores(model, features), after = Samples.Scores(pruned, features);
        for (int x = 0; x < before.Length; x++) Assert.Equal(before[x], after[x], 1e-12);
        Assert.Equal(before, Samples.Scores(HeadPruning.Prune(model, features, 4), features));
        Assert.Throws<ArgumentException>(() => HeadPruning.Prune(Samples.Model("shared", 0, 2, features), features, 1));
    }

    /// <summary>What is below the diagonal and on it.</summary>
    private static double[] Lower(double[] curvature, int n) => [.. Enumerable.Range(0, n * n).Where(x => x % n <= x / n).Select(x => curvature[x])];

    private static void Near(double[] expected, double[] actual)
    {
        double most = expected.Max(Math.Abs);
        for (int x = 0; x < expected.Length; x++) Assert.Equal(expected[x], actual[x], 1e-10 * most);
    }
}
