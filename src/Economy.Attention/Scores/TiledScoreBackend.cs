namespace Economy.Attention.Scores;

/// <summary>The default engine: tiles of tasks on the threads of this machine.</summary>
public sealed class TiledScoreBackend(IScoreModel model, int threads) : IScoreBackend
{
    /// <inheritdoc/>
    public void Score(AllocationProblem problem, int first, int count, Span<double> scores, int stride) =>
        model.Score(problem, first, count, scores, stride);

    /// <inheritdoc/>
    public void Pass(AllocationProblem problem, ReadOnlySpan<double> price, double temperature, AttentionPass result) =>
        throw new NotSupportedException(threads.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
