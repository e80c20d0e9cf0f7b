using Economy.Attention;
using Economy.Attention.Numerics;

namespace Economy.Tests.Attention;

/// <summary>Scores from a matrix [n × m], row-major: the values themselves, or attention logits a_ij.</summary>
internal sealed class GivenScores(double[] matrix, bool logits = false) : IScoreModel
{
    /// <summary>Writes matrix_ij, or b_i·σ(matrix_ij) for logits.</summary>
    public void Score(AllocationProblem problem, int first, int count, Span<double> scores, int stride)
    {
        int m = problem.Pools;
        for (int t = 0; t < count; t++)
        {
            ReadOnlySpan<double> row = matrix.AsSpan((first + t) * m, m);
            double bid = problem.Bid[first + t];
            for (int j = 0; j < m; j++)
                scores[j * stride + t] = logits ? bid * DeterministicMath.Sigmoid(row[j]) : row[j];
        }
    }
}
