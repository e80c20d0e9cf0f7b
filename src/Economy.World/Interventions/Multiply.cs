using System.Globalization;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Interventions;

/// <summary>Multiplies a number.</summary>
[Kind("multiply", "multiplies a number by a factor")]
public sealed record Multiply : InterventionSpec, IIntervention
{
    [Key("Path of a key that may change.")]
    public required string Key { get; init; }

    [Key("The factor.", Min = 0, Max = 1e9)]
    public required double By { get; init; }

    /// <inheritdoc />
    public IEnumerable<KeyValuePair<string, string>> Sets(Func<string, string> value, int age) =>
        [new(Key, (double.Parse(value(Key), CultureInfo.InvariantCulture) * By).ToString("R", CultureInfo.InvariantCulture))];
}
