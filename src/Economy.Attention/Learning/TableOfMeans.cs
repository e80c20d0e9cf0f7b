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

    /// <summary>
    /// Makes the table. The mean of a class at a pool counts as one more outcome that of the pool, and that of the pool the mean of all:
    /// what was never seen is what its pool is on average.
    /// </summary>
    /// <param name="outcomes">Outcomes of known classes and pools; at least one.</param>
    public static AttentionModel Of(OutcomeSamples outcomes)
    {
        var schema = outcomes.Schema;
        var model = AttentionModel.Untrained(schema, new ModelOptions { Form = "biased", Heads = 1, Width = 1 }, seed: 0);
        model.Parameters.Values.AsSpan().Clear();
        var (classes, pools) = (schema.TaskClasses.Count, schema.PoolNames.Count);
        var all = Mean(outcomes, -1, -1, 0, 0);
        for (var pool = 0; pool < pools; pool++)
        {
            var ofPool = Mean(outcomes, -1, pool, all, 1);
            for (var kind = 0; kind < classes; kind++)
                model.Parameters[model.Parameters.Shape("bias")][kind * pools + pool] = Logit(Mean(outcomes, kind, pool, ofPool, 1));
        }

        return model;
    }

    /// <summary>Weighted mean quality of the outcomes of a class and a pool, −1 standing for all, with a prior of some weight.</summary>
    private static double Mean(OutcomeSamples outcomes, int kind, int pool, double prior, double priorWeight)
    {
        var (sum, weight) = (prior * priorWeight, priorWeight);
        for (var i = 0; i < outcomes.Count; i++)
        {
            if ((kind >= 0 && outcomes.TaskClass[i] != kind) || (pool >= 0 && outcomes.PoolName[i] != pool)) continue;
            sum += outcomes.Weight[i] * outcomes.Quality[i];
            weight += outcomes.Weight[i];
        }

        return weight == 0 ? 0.5 : sum / weight;
    }

    private static double Logit(double mean)
    {
        var held = Math.Clamp(mean, Least, 1 - Least);
        return DeterministicMath.Log(held / (1 - held));
    }
}
