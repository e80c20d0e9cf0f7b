namespace Economy.Attention;

/// <summary>s_ij = b_i: every pool serves equally well.</summary>
public sealed class BidScores : IScoreModel
{
    /// <summary>It has no state.</summary>
    public static BidScores Instance { get; } = new();

    /// <inheritdoc/>
    public void Score(AllocationProblem problem, int first, int count, Span<double> scores, int stride)
    {
        ReadOnlySpan<double> bid = problem.Bid.AsSpan(first, count);
        for (int j = 0; j < problem.Pools; j++) bid.CopyTo(scores[(j * stride)..]);
    }
}
