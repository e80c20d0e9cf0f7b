namespace Economy.Attention.Model;

/// <summary>
/// The explanation of a logit beside what dropping features does to it. Where a head is a product of both sides, what is explained of a
/// feature is the mean of two counterfactuals: the logit less the logit with the feature average, once with the other side as it is and
/// once with all of that average. For x_f·(a_f + Σ_g c_fg·y_g) they are a_f + Σ c y and a_f times x_f, and the gradient integrates to the
/// mean of them.
/// </summary>
/// <param name="Schema">Names of the features.</param>
/// <param name="Heads">What is explained.</param>
/// <param name="Dropped">What the logit loses, in the same order.</param>
public sealed record ExplainedPair(FeatureSchema Schema, IReadOnlyList<HeadExplanation> Heads, IReadOnlyList<HeadDrop> Dropped)
{
    /// <summary>Explains the logit of a task at a pool. A bias has no features, and is left out.</summary>
    public static ExplainedPair Of(AttentionScores scores, int task, int pool)
    {
        var path = new ExplanationPath(scores, task, pool);
        return new(scores.Model.Schema, path.Explain(), path.Drop());
    }
}

/// <summary>What a head's part of the logit loses where a feature is made average.</summary>
/// <param name="Task">[F] By task feature.</param>
/// <param name="Pool">[G] By pool feature.</param>
public sealed record HeadDrop(double[] Task, double[] Pool);
