namespace Economy.Attention;

/// <summary>What serving a task wholly at a pool is worth.</summary>
public interface IScoreModel
{
    /// <summary>
    /// Writes s_ij of tasks first … first + count − 1, for every pool, to scores[j·stride + (i − first)].
    /// Eligibility is applied by the caller. Called from several threads at once.
    /// </summary>
    void Score(AllocationProblem problem, int first, int count, Span<double> scores, int stride);
}
