using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Interventions;

/// <summary>A market takes no orders; those that rest in its book stay there.</summary>
[Kind("closure", "a market takes no orders; those that rest in its book stay there")]
public sealed record Closure : InterventionSpec, IIntervention
{
    [Key("Asset of the market.")]
    public required string Asset { get; init; }

    /// <inheritdoc />
    public IEnumerable<KeyValuePair<string, string>> Sets(Func<string, string> value, int age) => [new($"markets.{Asset}.closed", "true")];
}
