using Economy.Cli.Backends;
using Economy.Core.Records;
using Economy.Experiments;
using Economy.Reporting;

namespace Economy.Cli.Running;

/// <summary>A run simulated again, which is always done on the default engines.</summary>
internal static class Replay
{
    /// <summary>Why it may come out differently from what was run, and what can be done.</summary>
    public static string WhyDifferent(RunManifest manifest)
    {
        var scores = manifest.MadeBy.GetValueOrDefault("scores", AttentionEngine.Embedded);
        if (scores != AttentionEngine.Embedded)
            return $"The run's attention was computed on {scores}, and only what the default engine computes can be repeated: run the scenario again without --device.";
        var (then, now) = (manifest.Versions.GetValueOrDefault("economy", "?"), RunManifest.Version);
        return $"{(then == now ? "The run was made by another build of the simulator, or from other trace or model files" : $"The run was made by economy {then}, and this is {now}")}: use that one, or run the scenario again.";
    }

    /// <summary>The first row that is not as the run wrote it; null where all are.</summary>
    public static string? Difference(RunReader run, RunRows rows, int tick) =>
        Difference(run.Stream<TickRow>().Where(r => r.Tick <= tick), rows.Of<TickRow>(),
            r => FormattableString.Invariant($"ticks.csv, tick {r.Tick}"))
        ?? Difference(run.Stream<AllocationRow>().Where(r => r.Tick <= tick), rows.Of<AllocationRow>(),
            r => FormattableString.Invariant($"allocation.csv, tick {r.Tick}, {r.Pool}, {r.Resource}"));

    private static string? Difference<TRow>(IEnumerable<TRow> written, IReadOnlyList<TRow> now, Func<TRow, string> place)
        where TRow : struct
    {
        var at = 0;
        foreach (var row in written)
        {
            if (at == now.Count || !row.Equals(now[at])) return place(row);
            at++;
        }

        return at < now.Count ? place(now[at]) : null;
    }

    /// <summary>Says that the run is not what comes out of its scenario.</summary>
    public static string Refusal(RunManifest manifest, string difference) =>
        $"this is not what the run did: simulated again, it differs first in {difference}.\n  {WhyDifferent(manifest)}";
}
