using System.Globalization;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Interventions;

/// <summary>A day, a week or a season: a number is multiplied in the same part of every period.</summary>
[Kind("cycle", "multiplies a number by a factor in a part of every period, such as at night or on two days of the week")]
public sealed record Cycle : InterventionSpec, IIntervention
{
    [Key("Path of a key that may change.")]
    public required string Key { get; init; }

    [Key("The factor.", Min = 0, Max = 1e9)]
    public required double By { get; init; }

    [Key("Length of a period; the first begins when the intervention is first in force.", Unit = "ticks", Min = 1, Max = 1_000_000)]
    public required int Period { get; init; }

    [Key("Ticks of a period before the part in which the factor holds.", Unit = "ticks", Min = 0, Max = 1_000_000)]
    public int After { get; init; }

    [Key("Length of that part; it ends with its period at the latest.", Unit = "ticks", Min = 1, Max = 1_000_000)]
    public int For { get; init; } = 1;

    /// <inheritdoc />
    public IEnumerable<KeyValuePair<string, string>> Sets(Func<string, string> value, int age) =>
        age % Period >= After && age % Period - After < For
            ? [new(Key, (double.Parse(value(Key), CultureInfo.InvariantCulture) * By).ToString("R", CultureInfo.InvariantCulture))] : [];
}
