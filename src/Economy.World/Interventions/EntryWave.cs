using System.Globalization;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Interventions;

/// <summary>Participants enter together.</summary>
[Kind("entry-wave", "so many participants enter at once, as far as population.entryRoom goes: in one tick, or in every tick up to until")]
public sealed record EntryWave : InterventionSpec, IIntervention
{
    private const string Path = "population.entrants";

    [Key("Participants who enter in a tick, beside those that come by themselves.", Unit = "participants per tick", Min = 1,
        Max = 10_000_000)]
    public required int Participants { get; init; }

    /// <inheritdoc />
    public bool Passes => true;

    /// <inheritdoc />
    public IEnumerable<KeyValuePair<string, string>> Sets(Func<string, string> value, int age)
    {
        _ = int.TryParse(value(Path), CultureInfo.InvariantCulture, out var others);
        yield return new(Path, (others + Participants).ToString(CultureInfo.InvariantCulture));
    }

    /// <inheritdoc />
    public string? Misfit(Scenario scenario) => Participants <= scenario.Population.EntryRoom ? null
        : FormattableString.Invariant($"{Participants} participants cannot enter: population.entryRoom is {scenario.Population.EntryRoom}");
}
