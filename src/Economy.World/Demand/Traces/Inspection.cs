namespace Economy.World.Demand.Traces;

/// <summary>One figure of an <see cref="Inspection"/>.</summary>
/// <param name="Unit">Empty for a pure number.</param>
public readonly record struct Finding(string Topic, string Name, double Value, string Unit);

/// <summary>What a trace file holds: a tidy table of figures, and remarks on what they leave out.</summary>
public sealed record Inspection(string Path, string Format, IReadOnlyList<Finding> Findings, IReadOnlyList<string> Remarks,
    IReadOnlyList<MalformedRow> Malformed)
{
    public double this[string topic, string name] => Findings.Single(f => f.Topic == topic && f.Name == name).Value;
}

/// <summary>Gathers findings.</summary>
internal sealed class Findings : List<Finding>
{
    public void Add(string topic, string name, double value, string unit = "") => Add(new Finding(topic, name, value, unit));

    public void AddQuantiles(string topic, IEnumerable<double> values, string unit)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0) return;
        foreach (var (name, q) in new[] { ("p10", 0.1), ("p50", 0.5), ("p90", 0.9), ("p99", 0.99) })
            Add(topic, name, TraceStatistics.Quantile(sorted, q), unit);
        Add(topic, "mean", sorted.Average(), unit);
        Add(topic, "max", sorted[^1], unit);
    }

    public void AddMix<T>(string topic, IReadOnlyCollection<T> items, Func<T, string> classOf)
    {
        foreach (var group in items.GroupBy(classOf).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
            Add(topic, group.Key, (double)group.Count() / items.Count);
    }

    public void AddDispersion(IReadOnlyCollection<long> arrivalSeconds, long spanSeconds,
        params ReadOnlySpan<(string Name, long Seconds)> windows)
    {
        foreach (var (name, seconds) in windows)
            Add("dispersion of arrivals by window", name, TraceStatistics.Dispersion(arrivalSeconds, seconds, spanSeconds));
    }
}
