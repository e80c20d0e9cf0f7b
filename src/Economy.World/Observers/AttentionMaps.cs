using Economy.Attention.Model;
using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World.Tick.Observe;

namespace Economy.World.Observers;

/// <summary>
/// What the scores of the allocator and of recommenders that rank by attention rest on, head by head and feature by feature: what is
/// explained (integrated gradients: Sundararajan, Taly and Yan 2017) beside what a counterfactual shows. Where no model scores there is
/// one row, named none.
/// </summary>
[Kind("attention-map", "what the features of learned scores add to them, head by head, and what the scores lose without them")]
public sealed record AttentionMaps : ObserverSpec, IObserver
{
    [Key("Pairs that are looked at, of each model: tasks and pools, or participants and what they looked at.", Unit = "pairs", Min = 1, Max = 10_000)]
    public int Sample { get; init; } = 32;

    [Key("They are looked at in the first tick, and every so many ticks.", Unit = "ticks", Min = 1, Max = 1_000_000)]
    public int Every { get; init; } = 24;

    /// <inheritdoc />
    public override Type RowType => typeof(AttentionMapRow);

    /// <inheritdoc />
    public Observation Open(WorldModel world) => new Rows(this);

    private sealed class Rows(AttentionMaps spec) : Observation("attention-map")
    {
        public override void Observe(ObservedTick tick, IRunSink rows)
        {
            if (tick.Tick == 0 || (tick.Tick > 1 && tick.Tick % spec.Every != 0)) return;
            var maps = Recommended(tick).Append((Model: "allocator", Pairs: Allocated(tick))).Where(m => m.Pairs.Count > 0).ToList();
            if (maps.Count == 0) rows.Write(None(tick.Tick));
            foreach (var (model, pairs) in maps.OrderBy(m => m.Model, StringComparer.Ordinal))
                foreach (var row in Sums(tick.Tick, model, pairs)) rows.Write(row);
        }

        private static AttentionMapRow None(int tick) =>
            new(tick, "none", "none", "none", "none", double.NaN, double.NaN, double.NaN, double.NaN);

        private List<ExplainedPair> Allocated(ObservedTick tick)
        {
            if (tick.State.Allocation.Scores is not { } scores) return [];
            var tasks = scores.Features.Tasks;
            return [.. Chosen(tasks).Select(at => ExplainedPair.Of(scores, at, at % scores.Features.Pools))];
        }

        private IEnumerable<(string Model, List<ExplainedPair> Pairs)> Recommended(ObservedTick tick) =>
            from r in Enumerable.Range(0, tick.World.Recommenders.Length)
            let looks = tick.State.Showing!.Watched(r).Looks.Length
            select (tick.World.Subsystems[tick.World.Recommenders[r]].Name,
                Chosen(looks).Select(l => tick.State.Showing!.Explain(r, l)).OfType<ExplainedPair>().ToList());

        /// <summary>Rows of the sample, evenly spaced.</summary>
        private IEnumerable<int> Chosen(int of)
        {
            var many = Math.Min(spec.Sample, of);
            return Enumerable.Range(0, many).Select(p => (int)((long)p * of / many));
        }

        private static IEnumerable<AttentionMapRow> Sums(int tick, string model, List<ExplainedPair> pairs)
        {
            var schema = pairs[0].Schema;
            return
            [
                .. from h in Enumerable.Range(0, pairs[0].Heads.Count).OrderBy(h => pairs[0].Heads[h].Name, StringComparer.Ordinal)
                   from side in (string[])["key", "query"]
                   let names = (side == "query" ? schema.Task : schema.Pool).Select(f => f.Name).ToList()
                   from f in Enumerable.Range(0, names.Count).OrderBy(f => names[f], StringComparer.Ordinal)
                   let added = pairs.Select(p => (side == "query" ? p.Heads[h].Task : p.Heads[h].Pool)[f]).ToList()
                   let lost = pairs.Select(p => (side == "query" ? p.Dropped[h].Task : p.Dropped[h].Pool)[f]).ToList()
                   where added.Any(a => a != 0) || lost.Any(l => l != 0)
                   select new AttentionMapRow(
                       tick, model, pairs[0].Heads[h].Name, side, names[f], added.Average(), added.Average(Math.Abs), lost.Average(),
                       added.Zip(lost, (a, l) => Math.Abs(a - l)).Max()),
            ];
        }
    }
}
