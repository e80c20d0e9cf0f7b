using Economy.Attention.Numerics;

namespace Economy.Attention.Model;

/// <summary>
/// Why a pair has the logit a_ij it has: by head and by feature, against a task and a pool of average features. Integrated
/// gradients (Sundararajan, Taly and Yan, ICML 2017) along the line of standardised features from their means, which is exact
/// for the dot product: there the effect of a task feature with a pool feature is split evenly. What other tasks told this one
/// (encoder, shared form) stays as it was.
/// </summary>
public sealed record Explanation
{
    /// <summary>The parts of the logit; a learned bias is the last.</summary>
    public required IReadOnlyList<HeadExplanation> Heads { get; init; }

    /// <summary>a_ij, the sum of the heads' logits.</summary>
    public required double Logit { get; init; }

    /// <summary>σ(a_ij), the expected quality: the score over the bid.</summary>
    public double Quality => DeterministicMath.Sigmoid(Logit);

    /// <summary>The logit of average features, Σ over heads.</summary>
    public double Baseline => Heads.Sum(h => h.Baseline);

    /// <summary>What task feature f adds, Σ over heads.</summary>
    public double OfTask(int feature) => Heads.Sum(h => h.Task[feature]);

    /// <summary>What pool feature g adds, Σ over heads.</summary>
    public double OfPool(int feature) => Heads.Sum(h => h.Pool[feature]);

    /// <summary>Explains the logit of a task at a pool. Baseline and contributions sum to it within 1e-6 (of it, beyond 1).</summary>
    public static Explanation Of(AttentionScores scores, int task, int pool)
    {
        var path = new ExplanationPath(scores, task, pool);
        var heads = path.Explain();
        if (scores.Model.Network.Biased)
        {
            double bias = scores.Model.Network.Bias(scores.Model.Parameters.Values, scores.Features.TaskClass[task],
                scores.Features.PoolName[pool]);
            FeatureSchema schema = scores.Model.Schema;
            heads.Add(new HeadExplanation("bias", bias, bias, new double[schema.Task.Count], new double[schema.Pool.Count]));
        }
        return new Explanation { Heads = heads, Logit = heads.Sum(h => h.Logit) };
    }
}

/// <summary>One head's part: Logit = Baseline + Σ Task + Σ Pool.</summary>
/// <param name="Name"><c>head 1</c>, …, or <c>bias</c>.</param>
/// <param name="Logit">Its part of a_ij.</param>
/// <param name="Baseline">Its part of the logit of average features.</param>
/// <param name="Task">[F] contributions, in the order of <see cref="FeatureSchema.Task"/>.</param>
/// <param name="Pool">[G] contributions, in the order of <see cref="FeatureSchema.Pool"/>.</param>
public sealed record HeadExplanation(string Name, double Logit, double Baseline, double[] Task, double[] Pool);
