using Economy.Attention.Model;
using Economy.Attention.Model.Forms;
using Economy.Attention.Numerics;

namespace Economy.Attention.Learning;

/// <summary>
/// What can be learnt without attention: the mean quality that tasks of a class (their kind and region) had at each pool. Given as a model
/// of the form <c>biased</c> in which nothing but the biases differs from 0, so that it can stand wherever a model can.
/// </summary>
public static class TableOfMeans
{
    private const double Least = 1e-3;   // Means beyond it have no finite logit.

    /// <summary>A table that has seen nothing: half of every bid, everywhere.</summary>
    public static AttentionModel Empty(FeatureSchema schema)
    {
        var model = AttentionModel.Untrained(schema, new ModelOptions { Form = "biased", Heads = 1, Width = 1 }, seed: 0);
        model.Parameters.Values.AsSpan().Clear();
        return model;
    }

    /// <summary>
    /// Makes the table. The mean of a class at a pool counts as one more outcome that of the pool, and that of the pool the mean of all:
    /// what was never seen is what its pool is on average.
    /// </summary>
    /// <param name="outcomes">Outcomes of known classes and pools; at least one.</param>
    public static AttentionModel Of(OutcomeSamples outcomes)
    {
        var model = Empty(outcomes.Schema);
        var (classes, pools) = (outcomes.Schema.TaskClasses.Count, outcomes.Schema.PoolNames.Count);
        var (cell, row, all) = (new Total[classes * pools], new Total[pools], new Total());
        for (var i = 0; i < outcomes.Count; i++)
        {
            var (kind, pool) = (outcomes.TaskClass[i], outcomes.PoolName[i]);
            var one = new Total(outcomes.Weight[i] * outcomes.Quality[i], outcomes.Weight[i]);
            all += one;
            if (pool >= 0) row[pool] += one;
            if (pool >= 0 && kind >= 0) cell[kind * pools + pool] += one;
        }

        var bias = model.Parameters["bias"];
        var mean = all.Weight > 0 ? all.Sum / all.Weight : 0.5;
        for (var c = 0; c < cell.Length; c++) bias[c] = Logit(cell[c].Mean(row[c % pools].Mean(mean)));
        return model;
    }

    /// <summary>Weighted qualities and weights of some outcomes.</summary>
    private readonly record struct Total(double Sum, double Weight)
    {
        public static Total operator +(Total a, Total b) => new(a.Sum + b.Sum, a.Weight + b.Weight);

        /// <summary>Their mean, with one more outcome of a quality.</summary>
        public double Mean(double prior) => (Sum + prior) / (Weight + 1);
    }

    private static double Logit(double mean)
    {
        var held = Math.Clamp(mean, Least, 1 - Least);
        return DeterministicMath.Log(held / (1 - held));
    }
}
