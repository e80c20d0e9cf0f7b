using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Interventions;

/// <summary>
/// What is drawn tick by tick is drawn from the streams of another seed; what participants and places are by nature stays. Runs that
/// differ in it alone share everything up to its tick.
/// </summary>
[Kind("reseed", "what is drawn tick by tick is drawn from the streams of another seed; what was drawn at the start stays")]
public sealed record Reseed : InterventionSpec, IIntervention
{
    [Key("The other seed.", Min = 0)]
    public required ulong Seed { get; init; }

    /// <inheritdoc />
    public string? Misfit(Scenario scenario) => When is null ? null
        : "streams change at a tick, not on a condition: leave out when";

    /// <summary>Seed of what is drawn in a tick: that of the last such entry in force, else the scenario's.</summary>
    public static ulong Of(Scenario scenario, int tick)
    {
        var seed = scenario.Seed;
        foreach (var entry in scenario.Calendar ?? [])
            if (entry is Reseed other && tick >= other.At && tick <= (other.Until ?? int.MaxValue)) seed = other.Seed;
        return seed;
    }
}
