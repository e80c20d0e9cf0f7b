using Economy.Attention.Retrieval;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;
using Economy.Core.State;

namespace Economy.World.Recommenders;

/// <summary>
/// By the graph of who goes where: the key of a place is how often those who visited it in a tick visited each other place in the same
/// tick, its own visits included; the query of a participant is how often it went where of late; both have length 1. A place is shown
/// with chance softmax(β·qKᵀ) (retrieval by attention: Ramsauer and others 2021, eq. 3). Goods likewise, by who orders them together.
/// </summary>
[Kind("retrieval", "a place is shown the more the more those who visit it go where the participant goes")]
public sealed record RetrievalRanking : RankingSpec, IRanking
{
    [Key("β: the greater, the more the nearest place alone is shown; at 0 all places are alike.", Min = 0, Max = 1000)]
    public double Beta { get; init; } = 8;

    /// <inheritdoc />
    public Ranker Open(WorldModel world, int recommender) => world.CatalogueOf(recommender) is { Items: not RankedItems.People } items
        ? new Memory(Beta, items.Count) : new Kindred(Beta, world.Participants, world.Subsystems.Length);

    private sealed class Memory(double beta, int places) : Ranker
    {
        private readonly ChoiceGraph graph = new(places);
        private readonly double[] length = new double[places];

        public override int Numbers => graph.Weights.Length;

        public override void Write(Span<double> numbers) => graph.Weights.CopyTo(numbers);

        public override void Read(ReadOnlySpan<double> numbers)
        {
            numbers.CopyTo(graph.Weights);
            for (var k = 0; k < places; k++)
            {
                var square = 0.0;
                foreach (var t in graph.Of(k)) square += t * t;
                length[k] = Math.Sqrt(square);
            }
        }

        public override void Weigh(in Viewer viewer, Span<double> weight)
        {
            var (square, top) = (0.0, 0.0);
            foreach (var h in viewer.History) square += (double)h * h;
            var norm = Math.Sqrt(square);
            for (var k = 0; k < weight.Length; k++)
            {
                var dot = 0.0;
                var together = graph.Of(k);
                for (var j = 0; j < places; j++) dot += viewer.History[j] * together[j];
                weight[k] = norm > 0 && length[k] > 0 ? dot / (norm * length[k]) : 0;
                top = Math.Max(top, weight[k]);
            }

            Recall.Weigh(weight, beta, top);
        }

        public override void Learn(in Watched watched) => graph.Add(watched.Visits);

        public override void Save(BinaryWriter state) => state.WriteColumn<double>(graph.Weights);

        public override void Restore(BinaryReader state) => state.ReadColumn<double>(graph.Weights);
    }
}
