using Economy.Core.Records;

namespace Economy.Experiments.Scoring;

/// <summary>A fact of the share of GPUs in use, or of cores where there are no GPUs, by tick.</summary>
public abstract record UtilisationFact : Fact
{
    /// <inheritdoc />
    public override IReadOnlyList<Type> Tables => [typeof(AllocationRow)];

    /// <summary>Measures the shares in use.</summary>
    /// <param name="used">By tick, the first first.</param>
    /// <param name="ticksPerHour">Ticks of an hour.</param>
    protected abstract Measurement Of(IReadOnlyList<double> used, double ticksPerHour);

    /// <summary>The lag of so many hours in ticks; null where it is no whole number of them, or the run is not three times as long.</summary>
    protected static int? Lag(IReadOnlyList<double> used, double ticksPerHour, int hours) =>
        hours * ticksPerHour is var ticks && ticks >= 1 && ticks == (int)ticks && used.Count >= 3 * ticks ? (int)ticks : null;

    /// <inheritdoc />
    public override Measurement Of(FactRun run)
    {
        var rows = run.Rows.Of<AllocationRow>();
        var resource = rows.Any(r => r is { Resource: "gpu", Capacity: > 0 }) ? "gpu" : "cpu";
        var used = rows.Where(r => r.Resource == resource).GroupBy(r => r.Tick).OrderBy(g => g.Key)
            .Select(g => g.Sum(r => (double)r.Committed + r.Allocated) / g.Sum(r => (double)r.Capacity)).ToList();
        return used.Count == 0 ? Measurement.None("there are no pools") : Of(used, run.TicksPerDay / 24);
    }
}
