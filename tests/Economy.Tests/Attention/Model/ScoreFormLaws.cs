using Economy.Attention.Learning;
using Economy.Attention.Model;
using Economy.Attention.Model.Forms;

namespace Economy.Tests.Attention.Model;

public class ScoreFormLaws
{
    public static TheoryData<string, int, int> Forms => Samples.Forms();

    [Theory, MemberData(nameof(Forms))]
    public void Streamed_scores_are_the_bid_times_the_logistic_of_the_logits_that_training_sees(string form, int tokens, int width)
    {
        const int n = 300, m = 18;
        Features features = Samples.Round(1, n, m);
        AttentionModel model = Samples.Model(form, tokens, width, features);
        double[] scores = Samples.Scores(model, features);
        for (int j = 0; j < m; j++)
        {
            var samples = new OutcomeSamples(Samples.Schema);
            for (int i = 0; i < n; i++) samples.Add(features, i, j, 0.5);
            var batch = new Batch(model);
            batch.Load(samples, [.. Enumerable.Range(0, n)]);
            var logits = new double[n];
            new Backpropagation(model.Network, batch).Logits(model.Parameters.Values, logits);
            for (int i = 0; i < n; i++) Assert.Equal((1 + i % 7) / (1.0 + Math.Exp(-logits[i])), scores[j * n + i], 1e-12);
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public void Scores_do_not_depend_on_threads_or_on_how_tasks_are_cut(string form, int tokens, int width)
    {
        Features features = Samples.Round(2, 700, 5);
        AttentionModel model = Samples.Model(form, tokens, width, features);
        double[] whole = Samples.Scores(model, features), scores = new double[5 * 37];
        Assert.Equal(whole, Samples.Scores(model, features, threads: 3));
        AttentionScores bound = model.Bind(features, 2);
        Parallel.For(0, 700 / 37, cut =>
        {
            var part = new double[5 * 37];
            bound.Score(Samples.Problem(features), cut * 37, 37, part, 37);
            for (int j = 0; j < 5; j++)
                for (int t = 0; t < 37; t++) Assert.Equal(whole[j * 700 + cut * 37 + t], part[j * 37 + t]);
        });
    }

    [Theory, MemberData(nameof(Forms))]
    public void Permuting_tasks_and_pools_permutes_scores(string form, int tokens, int width)
    {
        const int n = 90, m = 6;
        Features features = Samples.Round(3, n, m), permuted = new(Samples.Schema, m);
        AttentionModel model = Samples.Model(form, tokens, width, features);
        int[] task = [.. Enumerable.Range(0, n)], pool = [.. Enumerable.Range(0, m)];
        new Random(1).Shuffle(task);
        new Random(2).Shuffle(pool);
        permuted.EnsureTasks(n);
        for (int i = 0; i < n; i++)
        {
            features.TaskRow(task[i]).CopyTo(permuted.TaskRow(i));
            permuted.TaskClass[i] = features.TaskClass[task[i]];
        }
        for (int j = 0; j < m; j++)
        {
            features.PoolRow(pool[j]).CopyTo(permuted.PoolRow(j));
            permuted.PoolName[j] = features.PoolName[pool[j]];
        }
        double[] scores = Logits(model, features), moved = Logits(model, permuted);
        for (int i = 0; i < n; i++)
            for (int j = 0; j < m; j++) Assert.Equal(scores[pool[j] * n + task[i]], moved[j * n + i], 1e-10);
    }

    [Theory, MemberData(nameof(Forms))]
    public void Units_of_features_do_not_matter_once_they_are_standardised_again(string form, int tokens, int width)
    {
        Features features = Samples.Round(4, 80, 4), other = Samples.Round(4, 80, 4);
        for (int i = 0; i < 80; i++) (other.TaskRow(i)[0], other.TaskRow(i)[3]) = (32 + 1.8 * other.TaskRow(i)[0], 1e6 * other.TaskRow(i)[3] - 3e6);
        for (int j = 0; j < 4; j++) other.PoolRow(j)[1] = 100 + 0.001 * other.PoolRow(j)[1];
        AttentionModel model = Samples.Model(form, tokens, width, features);
        double[] before = Logits(model, features), after = Logits(model.StandardisedBy(other), other);
        for (int x = 0; x < before.Length; x++) Assert.Equal(before[x], after[x], 1e-8);
    }

    [Fact]
    public void A_constant_quantity_or_a_wild_value_does_not_explode()
    {
        Features features = Samples.Round(5, 50, 3);
        AttentionModel model = Samples.Model("dot-product", 0, 2, features);
        double[] before = Logits(model, features);
        features.TaskRow(7)[4] = 1e9;
        Assert.Equal(before, Logits(model, features));
        features.TaskRow(7)[0] = 1e300;
        Assert.All(Logits(model, features), a => Assert.True(Math.Abs(a) < 100));
    }

    /// <summary>The formula by hand: two units, one feature a side but the constants. 1e-15, and 1e-12 where tanh is a ratio far out.</summary>
    [Theory]
    [InlineData(0.3, -0.2, 1e-15)]
    [InlineData(7.5, -7.9, 1e-12)]
    public void A_perceptron_is_a_sum_of_hyperbolic_tangents(double task, double pool, double tolerance)
    {
        var schema = new FeatureSchema { Task = [new("size")], Pool = [new("speed")] };
        var model = AttentionModel.Untrained(schema, new ModelOptions { Form = "perceptron", Heads = 1, Width = 2 }, 1);
        double[] values = [0.5, 0.1, -2, 0.2, 1.5, -0.3, 0.7, 0.4, 0.8, -1.1, 0.25];
        values.CopyTo(model.Parameters.Values, 0);
        var features = new Features(schema, 1);
        features.EnsureTasks(1);
        (features.TaskRow(0)[0], features.PoolRow(0)[0]) = (task, pool);
        var expected = 0.8 * Math.Tanh(0.5 * task + 0.1 + 1.5 * pool - 0.3) - 1.1 * Math.Tanh(-2 * task + 0.2 + 0.7 * pool + 0.4) + 0.25;
        Assert.Equal(expected, Logits(model, features)[0], tolerance);
    }

    [Fact]
    public void The_seed_decides_an_untrained_model()
    {
        double[] Values(ulong seed) => AttentionModel.Untrained(Samples.Schema, new ModelOptions(), seed).Parameters.Values;
        Assert.Equal(Values(1), Values(1));
        Assert.NotEqual(Values(1), Values(2));
    }

    [Fact]
    public void Foreign_features_are_refused_by_name()
    {
        var foreign = new Features(Samples.Schema with { Pool = [new("capacity"), new("colour"), new("far", FeatureKind.Indicator), new("load")] }, 2);
        AttentionModel model = AttentionModel.Untrained(Samples.Schema, new ModelOptions(), 1);
        Assert.Contains("colour", Assert.Throws<ArgumentException>(() => model.Bind(foreign)).Message, StringComparison.Ordinal);
        Assert.Contains("tanh", Assert.Throws<ArgumentException>(() => AttentionModel.Untrained(Samples.Schema, new ModelOptions { Form = "tanh" }, 1)).Message, StringComparison.Ordinal);
    }

    private static double[] Logits(AttentionModel model, Features features)
    {
        var logits = new double[features.Pools * features.Tasks];
        model.Bind(features).Logits(0, features.Tasks, logits, features.Tasks);
        return logits;
    }
}
