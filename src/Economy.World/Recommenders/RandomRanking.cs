using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Recommenders;

/// <summary>All places alike.</summary>
[Kind("random", "every place is as likely to be shown as any other")]
public sealed record RandomRanking : RankingSpec, IRanking
{
    /// <inheritdoc />
    public Ranker Open(WorldModel world, int recommender) => new Alike();

    private sealed class Alike : Ranker
    {
        public override void Weigh(in Viewer viewer, Span<double> weight) => weight.Fill(1);
    }
}
