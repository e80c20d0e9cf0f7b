namespace Economy.Attention;

/// <summary>The engine of attention: scores, and one pass over all tasks at given prices.</summary>
public interface IScoreBackend
{
    /// <summary>
    /// Whether <see cref="AttentionPass.Surplus"/> is exact to float64, so that it may stand in a certificate. Where it is not,
    /// bounds are found by a sweep of this library.
    /// </summary>
    bool Certifies => true;

    /// <summary>
    /// Comes before the passes over a problem: until the next call neither its columns nor what its scores are made from change,
    /// so that an engine may keep them where it computes.
    /// </summary>
    void Prepare(AllocationProblem problem) { }

    /// <summary>As <see cref="IScoreModel.Score"/>.</summary>
    void Score(AllocationProblem problem, int first, int count, Span<double> scores, int stride);

    /// <summary>
    /// Evaluates the attention with prices λ [m × K] at relative temperature τ over all tasks and overwrites
    /// <paramref name="result"/>. Must not depend on the number of threads.
    /// </summary>
    void Pass(AllocationProblem problem, ReadOnlySpan<double> price, double temperature, AttentionPass result);
}
