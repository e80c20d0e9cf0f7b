using Economy.Attention;
using Economy.Attention.Learning;
using Economy.Attention.Model;
using Economy.Attention.Model.Forms;

namespace Economy.Tests.Attention.Model;

/// <summary>Rounds of tasks and pools with random features, and models of every form to look at them.</summary>
internal static class Samples
{
    internal static readonly FeatureSchema Schema = new()
    {
        Task = [new("demand"), new("wait"), new("gpu", FeatureKind.Indicator), new("history"), new("constant")],
        Pool = [new("capacity"), new("price"), new("far", FeatureKind.Indicator), new("load")],
        TaskClasses = ["light", "heavy"], PoolNames = ["a", "b", "c"],
    };

    /// <summary>Every form, each with and without an encoder, H·d_h below and above F + 1.</summary>
    public static TheoryData<string, int, int> Forms()
    {
        var data = new TheoryData<string, int, int>();
        foreach (string form in ModelOptions.Forms)
            foreach (int tokens in (int[])[0, 3])
                foreach (int width in (int[])[2, 5]) data.Add(form, tokens, width);
        return data;
    }

    internal static Features Round(int seed, int tasks, int pools)
    {
        var random = new Random(seed);
        var features = new Features(Schema, pools);
        features.EnsureTasks(tasks);
        for (int i = 0; i < tasks; i++)
        {
            Span<double> row = features.TaskRow(i);
            (row[0], row[1], row[2], row[3], row[4]) = (1000 * random.NextDouble(), random.Next(9), random.Next(2), random.NextDouble() - 0.5, 7.0);
            features.TaskClass[i] = random.Next(-1, 2);
        }
        for (int j = 0; j < pools; j++)
        {
            Span<double> row = features.PoolRow(j);
            (row[0], row[1], row[2], row[3]) = (5000 + 1e4 * random.NextDouble(), random.NextDouble(), random.Next(2), random.NextDouble());
            features.PoolName[j] = j % 4 - 1;
        }
        return features;
    }

    /// <summary>A model whose every parameter differs from zero, so that no gradient vanishes by accident.</summary>
    internal static AttentionModel Model(string form, int tokens, int width, Features features, int heads = 2)
    {
        AttentionModel model = AttentionModel.Untrained(Schema, new ModelOptions { Form = form, Heads = heads, Width = width, InducingTokens = tokens }, 5).StandardisedBy(features);
        var random = new Random(3);
        foreach (ref double v in model.Parameters.Values.AsSpan()) v += 0.3 * (random.NextDouble() - 0.5);
        return model;
    }

    internal static AllocationProblem Problem(Features features)
    {
        var problem = new AllocationProblem(features.Pools, 1);
        for (int i = 0; i < features.Tasks; i++) problem.Add(i, 1 + i % 7, [1]);
        return problem;
    }

    /// <summary>[m × n]</summary>
    internal static double[] Scores(AttentionModel model, Features features, int threads = 1)
    {
        var scores = new double[features.Pools * features.Tasks];
        model.Bind(features, threads).Score(Problem(features), 0, features.Tasks, scores, features.Tasks);
        return scores;
    }

    /// <summary>Outcomes of random tasks at random pools.</summary>
    internal static OutcomeSamples Outcomes(Features features, int count, Func<int, int, double> quality, int seed = 1, int rounds = 1)
    {
        var random = new Random(seed);
        var samples = new OutcomeSamples(Schema);
        for (int s = 0; s < count; s++)
        {
            int i = random.Next(features.Tasks), j = random.Next(features.Pools);
            samples.Add(features, i, j, quality(i, j), 0.5 + random.NextDouble(), s % rounds);
        }
        return samples;
    }
}
