namespace Economy.World.Demand;

/// <summary>A source whose streams are those of other seeds from some ticks on.</summary>
/// <param name="seedOf">Seed of a tick.</param>
/// <param name="sourceOf">The source of a seed.</param>
public sealed class ReseededDemand(Func<int, ulong> seedOf, Func<ulong, IDemandSource> sourceOf) : IDemandSource
{
    private readonly Dictionary<ulong, IDemandSource> sources = [];

    /// <inheritdoc />
    public void Arrivals(int tick, List<Job> into)
    {
        var seed = seedOf(tick);
        if (!sources.TryGetValue(seed, out var source)) sources[seed] = source = sourceOf(seed);
        source.Arrivals(tick, into);
    }
}
