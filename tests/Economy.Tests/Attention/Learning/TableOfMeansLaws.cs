using Economy.Attention.Learning;
using Economy.Attention.Model;

namespace Economy.Tests.Attention.Learning;

/// <summary>A table of means as a model.</summary>
public sealed class TableOfMeansLaws
{
    private static readonly FeatureSchema Schema = new()
    {
        Task = [new("size")], Pool = [new("speed")], TaskClasses = ["game from north", "game from south"], PoolNames = ["edge", "cloud", "idle"],
    };

    /// <summary>By hand: with one more outcome at the pool's mean, that with one more at the mean of all. 1e-12.</summary>
    [Fact]
    public void It_expects_the_mean_that_a_class_had_at_a_pool()
    {
        var outcomes = new OutcomeSamples(Schema);
        foreach (var (kind, pool, quality, weight) in (ValueTuple<int, int, double, double>[])[(0, 0, 0.9, 1), (0, 0, 0.7, 3), (1, 0, 0.2, 1), (1, 1, 0.5, 2)])
            outcomes.Add([3], [4], quality, weight, 0, kind, pool);
        var all = (0.9 + 2.1 + 0.2 + 1) / 7;
        double edge = (0.9 + 2.1 + 0.2 + all) / 6, cloud = (1 + all) / 3;
        double[] expected = [(3 + edge) / 5, cloud, all, (0.2 + edge) / 2, (1 + cloud) / 3, all];
        Assert.All(Expected(TableOfMeans.Of(outcomes)).Zip(expected), e => Assert.Equal(e.Second, e.First, 1e-12));
    }

    /// <summary>Its loss on a world of nothing but classes and pools is that of the truth, to 2 %: 4,000 outcomes, six cells.</summary>
    [Fact]
    public void It_finds_what_there_is_to_find_where_only_class_and_pool_matter()
    {
        var (random, outcomes, fresh) = (new System.Random(4), new OutcomeSamples(Schema), new OutcomeSamples(Schema));
        double[] truth = [0.9, 0.4, 0.6, 0.2, 0.7, 0.5];
        for (var i = 0; i < 8000; i++)
        {
            var cell = random.Next(6);
            (i < 4000 ? outcomes : fresh).Add([random.NextDouble()], [random.NextDouble()], random.NextDouble() < truth[cell] ? 1 : 0, 1, 0, cell / 3, cell % 3);
        }

        var loss = new Trainer(TableOfMeans.Of(outcomes), new TrainingOptions()).Loss(fresh);
        Assert.InRange(loss, 0, 1.02 * truth.Average(q => -(q * Math.Log(q)) - (1 - q) * Math.Log(1 - q)));
    }

    private static double[] Expected(AttentionModel model)
    {
        var features = new Features(Schema, 3);
        features.EnsureTasks(2);
        for (var k = 0; k < 2; k++) (features.TaskRow(k)[0], features.TaskClass[k]) = (k, k);
        for (var j = 0; j < 3; j++) (features.PoolRow(j)[0], features.PoolName[j]) = (j, j);
        var logits = new double[6];
        model.Bind(features).Logits(0, 2, logits, 2);
        return [.. Enumerable.Range(0, 6).Select(c => 1 / (1 + Math.Exp(-logits[c % 3 * 2 + c / 3])))];
    }
}
