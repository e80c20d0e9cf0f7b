using Economy.Core.Books;

namespace Economy.Reporting.Checks;

/// <summary>The deployments that settled a run: one after the other, each starting from what the ones before had reached.</summary>
internal static class GenerationChecks
{
    private const string Name = "Every chain that settled a part starts where the one before was left, agreeing with the books";

    internal static Check Of(Evidence run)
    {
        var manifest = run.Run.Manifest;
        if (!manifest.Settled) return Check.Skipped(Name, "not settled: books only");
        var generations = manifest.ChainDetails?.Generations ?? [];
        if (generations.Count == 0) return Check.Skipped(Name, "the manifest lists none");
        return Check.That(Name, $"{generations.Count} chain{(generations.Count == 1 ? "" : "s")}", Problems(run, generations));
    }

    private static IEnumerable<string> Problems(Evidence run, IReadOnlyList<ChainGeneration> generations)
    {
        var (tick, batch, history) = (0, 0L, default(Hash32));
        for (var g = 0; g < generations.Count; g++)
        {
            var generation = generations[g];
            if (generation.FirstTick != tick) yield return $"chain {g + 1} starts with tick {generation.FirstTick}, not {tick}";
            if (generation.FirstBatch != batch) yield return $"chain {g + 1} starts with batch {generation.FirstBatch}, not {batch}";
            if (generation.History != history.ToString())
                yield return $"chain {g + 1} starts from the digest {generation.History}, not {history}";
            if (g < generations.Count - 1 && generation.Compared is null) yield return $"chain {g + 1} was left without a comparison";
            for (; tick <= generation.LastTick && tick < run.Settlement.Count; tick++)
            {
                history = JournalTree.Chain(history, Hash32.Parse(run.Settlement[tick].JournalRoot));
                batch += run.Settlement[tick].Batches + 1L;
            }
        }

        if (tick != run.Settlement.Count)
            yield return $"the chains end with tick {tick - 1}, settlement.csv with {run.Settlement.Count - 1}";
    }
}
