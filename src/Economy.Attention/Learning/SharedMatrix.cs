using Economy.Attention.Model;

namespace Economy.Attention.Learning;

/// <summary>
/// How the matrix A of the form <c>shared</c> is carried from round to round: by the delta rule (Widrow and Hoff 1960; as fast
/// weights, Schlag et al., ICML 2021), A ← A + η/Σw·Σ w·(y − σ(a_ij))·p_i·v_jᵀ over the outcomes (i, j, y, w) of the round,
/// with p_i the slot weights of the task and v_j the value of the pool. O(outcomes), and nothing else of the model moves.
/// </summary>
public static class SharedMatrix
{
    /// <summary>The model with A after a round.</summary>
    /// <param name="model">Of the form <c>shared</c>.</param>
    /// <param name="outcomes">Of the round; its own tasks are what they attend to.</param>
    /// <param name="rate">η ≥ 0.</param>
    /// <exception cref="ArgumentException">The model has another form.</exception>
    public static AttentionModel Carry(AttentionModel model, OutcomeSamples outcomes, double rate)
    {
        if (model.Options.Form != "shared") throw new ArgumentException($"a model of form '{model.Options.Form}' shares no matrix", nameof(model));
        AttentionModel next = model with { Parameters = model.Parameters.Copy() };
        if (outcomes.Count == 0) return next;
        var gradient = new double[next.Parameters.Values.Length];
        var members = new int[outcomes.Count];
        for (int s = 0; s < members.Length; s++) members[s] = s;
        new Trainer(model, new TrainingOptions()).Gradient(outcomes, members, gradient);
        ParameterShape shared = next.Parameters.Shape("shared");
        Linear.AddScaled(-rate, shared.Of((ReadOnlySpan<double>)gradient), next.Parameters[shared]);
        return next;
    }
}
