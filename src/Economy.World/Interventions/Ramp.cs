using System.Globalization;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Interventions;

/// <summary>Moves a number to another, in equal steps.</summary>
[Kind("ramp", "moves a number to another value in equal steps")]
public sealed record Ramp : InterventionSpec, IIntervention
{
    [Key("Path of a key that may change.")]
    public required string Key { get; init; }

    [Key("The value that it comes to.")]
    public required double To { get; init; }

    [Key("Ticks that it takes.", Unit = "ticks", Min = 1, Max = 1_000_000)]
    public required int Over { get; init; }

    /// <inheritdoc />
    public IEnumerable<KeyValuePair<string, string>> Sets(Func<string, string> value, int age)
    {
        var from = double.Parse(value(Key), CultureInfo.InvariantCulture);
        var part = Math.Min(1, (age + 1.0) / Over);
        yield return new(Key, (from + (To - from) * part).ToString("R", CultureInfo.InvariantCulture));
    }
}
