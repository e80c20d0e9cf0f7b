using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Interventions;

/// <summary>Sets a key.</summary>
[Kind("set", "sets a key to a value")]
public sealed record SetKey : InterventionSpec, IIntervention
{
    [Key("Path of a key that may change, as after --set: money.transactionTax, subsystems.arena.fee.")]
    public required string Key { get; init; }

    [Key("Its value.")]
    public required string To { get; init; }

    /// <inheritdoc />
    public IEnumerable<KeyValuePair<string, string>> Sets(Func<string, string> value, int age) => [new(Key, To)];
}
