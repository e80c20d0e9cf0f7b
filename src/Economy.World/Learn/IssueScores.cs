using Economy.Attention;

namespace Economy.World.Learn;

/// <summary>Scores at the pools from a model that knows them; at the issues after them the bid, since a unit is a unit.</summary>
internal sealed class IssueScores(IScoreModel compute, int pools) : IScoreModel
{
    /// <summary>Scores of a world: those of the model itself where nothing is in limited issue.</summary>
    public static IScoreModel Of(WorldModel world, IScoreModel compute) =>
        world.Issues.Count == 0 ? compute : new IssueScores(compute, world.Pools.Count);

    /// <inheritdoc />
    public void Score(AllocationProblem problem, int first, int count, Span<double> scores, int stride)
    {
        if (pools > 0) compute.Score(problem, first, count, scores, stride);
        for (var j = pools; j < problem.Pools; j++) problem.Bid.AsSpan(first, count).CopyTo(scores[(j * stride)..]);
    }
}
