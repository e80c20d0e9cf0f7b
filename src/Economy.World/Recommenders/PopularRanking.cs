using Economy.Attention.Numerics;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;
using Economy.Core.State;

namespace Economy.World.Recommenders;

/// <summary>
/// By visits so far: a place is shown with a chance in proportion to (1 + visits)^γ. With γ = 1, one slot, and nothing seen but what is
/// shown, places that are equally good are the colours of Pólya's urn (Eggenberger and Pólya 1923).
/// </summary>
[Kind("popular", "a place is shown the more the more often it was visited")]
public sealed record PopularRanking : RankingSpec, IRanking
{
    [Key("Exponent γ of one more than the visits so far; at 0 all places are alike, above 1 one of them wins all.", Min = 0, Max = 10)]
    public double Exponent { get; init; } = 1;

    /// <inheritdoc />
    public Ranker Open(WorldModel world, int recommender) => new Counts(Exponent, world.CatalogueOf(recommender).Count);

    private sealed class Counts(double exponent, int places) : Ranker
    {
        private readonly double[] visits = new double[places];

        public override int Numbers => visits.Length;

        public override void Write(Span<double> numbers) => visits.CopyTo(numbers);

        public override void Read(ReadOnlySpan<double> numbers) => numbers.CopyTo(visits);

        public override void Weigh(in Viewer viewer, Span<double> weight)
        {
            for (var k = 0; k < weight.Length; k++)
                weight[k] = exponent == 1 ? 1 + visits[k] : DeterministicMath.Pow(1 + visits[k], exponent);
        }

        public override void Learn(in Watched watched)
        {
            foreach (var (_, place) in watched.Visits) visits[place]++;
        }

        public override void Save(BinaryWriter state) => state.WriteColumn<double>(visits);

        public override void Restore(BinaryReader state) => state.ReadColumn<double>(visits);
    }
}
