using Economy.Core.Scenarios;
using Economy.World.Randomness;

namespace Economy.World.Quality;

/// <summary>
/// Where participants and pools are, and how long a message takes between them. Without regions in the scenario all are in one place.
/// </summary>
public sealed class Geography
{
    /// <summary>Latency between two regions where the scenario states none, milliseconds.</summary>
    public const double UnstatedLatency = 100;

    private readonly double[] latency;

    /// <param name="scenario">Its names must resolve.</param>
    /// <param name="pools">All pools, those of a trace included.</param>
    /// <param name="typeOf">Row of every participant's type.</param>
    public Geography(Scenario scenario, IReadOnlyList<Pool> pools, ReadOnlySpan<byte> typeOf)
    {
        Names = scenario.Regions is { } regions ? [.. regions.Select(r => r.Name)] : ["everywhere"];
        latency = new double[Names.Length * Names.Length];
        for (var from = 0; from < Names.Length; from++)
            for (var to = 0; to < Names.Length; to++)
                latency[from * Names.Length + to] = Stated(scenario.Regions, from, to)
                    ?? Stated(scenario.Regions, to, from) ?? (from == to ? 0 : UnstatedLatency);
        OfPool = [.. pools.Select(p => p.Region is null ? 0 : Array.IndexOf(Names, p.Region))];
        OfParticipant = Names.Length == 1 ? [] : Draw(scenario, typeOf);
    }

    /// <summary>Names of the regions, R of them.</summary>
    public string[] Names { get; }

    /// <summary>[m] Region of each pool.</summary>
    public int[] OfPool { get; }

    private byte[] OfParticipant { get; }

    /// <summary>Region of a participant.</summary>
    public int Of(int participant) => OfParticipant.Length == 0 ? 0 : OfParticipant[participant];

    /// <summary>Latency between two regions, milliseconds; symmetric.</summary>
    public double Latency(int from, int to) => latency[from * Names.Length + to];

    private static double? Stated(IReadOnlyList<RegionSpec>? regions, int from, int to) =>
        regions is not null && regions[from].Latency.TryGetValue(regions[to].Name, out var stated) ? stated : null;

    private byte[] Draw(Scenario scenario, ReadOnlySpan<byte> typeOf)
    {
        double[][] shares = [.. scenario.Population.Types.Select(t => Names.Select(n => t.Regions is null ? 1 : t.Regions.GetValueOrDefault(n)).ToArray())];
        var regions = new byte[typeOf.Length];
        for (var i = 0; i < regions.Length; i++)
        {
            var share = shares[typeOf[i]];
            var random = new PhiloxStream(scenario.Population.Seed ?? scenario.Seed, Purpose.Region, i, 0);
            var at = random.NextDouble() * share.Sum();
            var region = 0;
            while (region < share.Length - 1 && at >= share[region]) at -= share[region++];
            while (share[region] == 0) region--; // The last step of rounding may not lead where nobody lives.
            regions[i] = (byte)region;
        }

        return regions;
    }
}
