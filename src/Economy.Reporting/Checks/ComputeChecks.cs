using Economy.Core.Records;

namespace Economy.Reporting.Checks;

/// <summary>Compute: nothing beyond capacity.</summary>
internal static class ComputeChecks
{
    internal static Check Capacity(IEnumerable<AllocationRow> rows)
    {
        var count = 0;
        var problems = new List<string>();
        foreach (var row in rows)
        {
            count++;
            var used = (Int128)row.Committed + row.Allocated;
            if (row.Committed < 0 || row.Allocated < 0 || used > row.Capacity)
                problems.Add($"tick {row.Tick}, {row.Pool}, {row.Resource}: {used} of {row.Capacity} thousandths");
            else if (row.Capacity > 0 && !Numbers.Agree((double)used / row.Capacity, row.Utilisation))
                problems.Add($"tick {row.Tick}, {row.Pool}, {row.Resource}: utilisation {row.Utilisation} is not {(double)used / row.Capacity}");
        }

        return Check.That("No pool gives more than its capacity, and utilisation is what it gives over it", $"{count} rows", problems);
    }

    /// <summary>Where owners ask a price, what was allocated has that price or a higher one.</summary>
    internal static IEnumerable<Check> Reserve(Evidence run)
    {
        if (!run.Run.Has<PoolPriceRow>()) yield break;
        var asked = run.Asked.ToDictionary(r => (r.Tick, r.Pool, r.Resource), r => r.Asked);
        yield return Check.That("No pool charges less than its owner asked", $"{run.Asked.Count} rows", run.Run.Stream<AllocationRow>()
            .Where(row => row.Allocated > 0 && row.Price < asked.GetValueOrDefault((row.Tick, row.Pool, row.Resource)) * (1 - 1e-9))
            .Select(row => $"tick {row.Tick}, {row.Pool}, {row.Resource}: asked {asked[(row.Tick, row.Pool, row.Resource)]}, allocation.csv {row.Price}"));
    }
}
