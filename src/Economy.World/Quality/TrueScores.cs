using Economy.Attention;

namespace Economy.World.Quality;

/// <summary>The oracle's scores, s_ij = b_i·f_ij: expected quality as the world knows it, without noise and crowding.</summary>
internal sealed class TrueScores(WorldModel world, TaskTraits traits) : IScoreModel
{
    private readonly ServiceQuality quality = world.Quality!;

    /// <inheritdoc />
    public void Score(AllocationProblem problem, int first, int count, Span<double> scores, int stride)
    {
        for (var j = 0; j < world.Pools.Count; j++)
            for (var t = 0; t < count; t++)
                scores[j * stride + t] =
                    problem.Bid[first + t]
                        * quality.Expected(traits.Kind[first + t], traits.Region[first + t], traits.MemoryPerCore[first + t], j);
    }
}
