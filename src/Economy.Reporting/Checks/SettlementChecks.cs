namespace Economy.Reporting.Checks;

/// <summary>Settlement: every tick once, batches without gaps, and books that agree with the chain.</summary>
internal static class SettlementChecks
{
    internal static IEnumerable<Check> Of(Evidence run)
    {
        yield return Check.That("Every tick is settled in order, in consecutive batches", $"{run.Settlement.Count} ticks",
            OrderProblems(run));
        yield return Check.That("The journals settled have the entries that were posted", $"{run.Settlement.Count} ticks",
            EntryProblems(run));
        var manifest = run.Run.Manifest;
        const string Name = "Books and chain agree";
        yield return (manifest.Settled, manifest.Reconciliation) switch
        {
            (false, _) => Check.Skipped(Name, "not settled: books only"),
            (true, null) => Check.That(Name, "", ["the manifest holds no comparison"]),
            (true, var compared) => Check.That(Name, $"{compared.Accounts} accounts × {compared.Tokens} tokens", compared.Differences),
        };
    }

    private static IEnumerable<string> OrderProblems(Evidence run)
    {
        var (tick, settled) = (0L, run.Run.Manifest.Settled);
        Int128? batch = null;
        foreach (var row in run.Settlement)
        {
            if (row.Tick != tick) yield return $"tick {row.Tick} stands where {tick} should";
            if ((row.Status == "settled") != settled)
                yield return $"tick {row.Tick} is {row.Status}, the manifest says {(settled ? "settled" : "books only")}";
            if (row.FirstBatch is { } first && batch is { } next && first != next) yield return $"tick {row.Tick} starts with batch {first}, not {next}";
            // Closing a tick takes a number of its own.
            if (settled) batch = (row.FirstBatch ?? batch) + row.Batches + 1;
            tick = row.Tick + 1L;
        }

        if (tick != run.Run.Manifest.Ticks + 1L) yield return $"{tick - 1} ticks after tick 0, the manifest says {run.Run.Manifest.Ticks}";
    }

    private static IEnumerable<string> EntryProblems(Evidence run)
    {
        var posted = run.Ticks.ToLookup(t => t.Tick, t => t.JournalEntries);
        return run.Settlement.Where(s => posted[s.Tick].Any(entries => entries != s.JournalEntries))
            .Select(s => $"tick {s.Tick}: settlement.csv {s.JournalEntries}, ticks.csv {posted[s.Tick].First()}");
    }
}
