using Economy.Core;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Interventions;

/// <summary>A pool takes no new work; jobs that run there already finish.</summary>
[Kind("outage", "a pool offers nothing; jobs that run there already finish")]
public sealed record Outage : InterventionSpec, IIntervention
{
    [Key("Name of the pool.")]
    public required string Pool { get; init; }

    /// <inheritdoc />
    public IEnumerable<KeyValuePair<string, string>> Sets(Func<string, string> value, int age) =>
        Enum.GetValues<Resource>().Select(r => new KeyValuePair<string, string>($"pools.{Pool}.capacity.{Words.Kebab(r.ToString())}", "0"));
}
