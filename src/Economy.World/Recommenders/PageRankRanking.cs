using Economy.Attention.Numerics;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;
using Economy.Core.State;

namespace Economy.World.Recommenders;

/// <summary>
/// Personalised PageRank on the graph of what is chosen together (Haveliwala 2002): where one is who walks along its edges in proportion to
/// their weight, and with chance 1 − d, or where there is no way on, begins anew at what the participant chose of late. An item is shown
/// with that chance: so also what nobody chose together with what the participant knows, but with something that was.
/// </summary>
[Kind("page-rank", "an item is shown the more the oftener a walk on the graph of what is chosen together comes by, from what the participant chose")]
public sealed record PageRankRanking : RankingSpec, IRanking
{
    [Key("d: chance that the walk goes on along an edge; at 0 what a participant knows already is all that it is shown.", Min = 0, Max = 0.99)]
    public double Damping { get; init; } = 0.85;

    /// <inheritdoc />
    public Ranker Open(WorldModel world, int recommender) => new Walk(Damping, world.CatalogueOf(recommender).Count);

    /// <summary>
    /// The ranks of an origin e go as M·e with M = (I − d·Pᵀ)⁻¹, scaled to add up to 1: M is worked out once a tick, and who begins anew
    /// from an item without edges only changes the scale.
    /// </summary>
    private sealed class Walk(double damping, int items) : Ranker
    {
        private readonly ChoiceGraph graph = new(items);
        private readonly double[] ranks = new double[items * items];   // [to × from]

        public override int Numbers => graph.Weights.Length;

        public override void Write(Span<double> numbers) => graph.Weights.CopyTo(numbers);

        public override void Read(ReadOnlySpan<double> numbers)
        {
            numbers.CopyTo(graph.Weights);
            Solve();
        }

        public override void Weigh(in Viewer viewer, Span<double> weight)
        {
            var known = false;
            foreach (var often in viewer.History) known |= often > 0;
            for (var to = 0; to < items; to++)
            {
                weight[to] = known ? 0 : 1;   // Who chose nothing yet begins anywhere.
                for (var from = 0; known && from < items; from++) weight[to] += ranks[to * items + from] * viewer.History[from];
            }
        }

        public override void Learn(in Watched watched) => graph.Add(watched.Visits);

        public override void Save(BinaryWriter state) => state.WriteColumn<double>(graph.Weights);

        public override void Restore(BinaryReader state) => state.ReadColumn<double>(graph.Weights);

        /// <summary>
        /// Gauss–Jordan without pivots: the matrix is diagonally dominant by columns, since each column of d·Pᵀ adds up to d &lt; 1.
        /// </summary>
        private void Solve()
        {
            var left = new double[items * items];
            ranks.AsSpan().Clear();
            for (var from = 0; from < items; from++)
            {
                var edges = graph.Of(from);
                var total = Reduction.Sum(edges) - edges[from];   // A walk does not stay where it is.
                for (var to = 0; to < items; to++) left[to * items + from] = to == from || total == 0 ? 0 : -damping * edges[to] / total;
                left[from * items + from] = ranks[from * items + from] = 1;
            }

            for (var p = 0; p < items; p++)
            {
                var pivot = left[p * items + p];
                for (var c = p * items; c < (p + 1) * items; c++) (left[c], ranks[c]) = (left[c] / pivot, ranks[c] / pivot);
                for (var r = 0; r < items; r++)
                {
                    var factor = left[r * items + p];
                    if (r == p || factor == 0) continue;
                    for (var c = 0; c < items; c++)
                    {
                        left[r * items + c] -= factor * left[p * items + c];
                        ranks[r * items + c] -= factor * ranks[p * items + c];
                    }
                }
            }
        }
    }
}
