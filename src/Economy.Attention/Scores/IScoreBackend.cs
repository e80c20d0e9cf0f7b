namespace Economy.Attention.Scores;

/// <summary>The engine of attention: scores, and one pass over all tasks at given prices.</summary>
public interface IScoreBackend
{
    /// <summary>As <see cref="IScoreModel.Score"/>.</summary>
    void Score(AllocationProblem problem, int first, int count, Span<double> scores, int stride);

    /// <summary>
    /// Evaluates the attention with prices λ [m × K] at relative temperature τ over all tasks and overwrites
    /// <paramref name="result"/>. Must not depend on the number of threads.
    /// </summary>
    void Pass(AllocationProblem problem, ReadOnlySpan<double> price, double temperature, AttentionPass result);
}
