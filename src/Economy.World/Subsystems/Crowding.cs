using Economy.Attention.Numerics;
using Economy.Core.Scenarios;
using Economy.World.Tick.Perform;

namespace Economy.World.Subsystems;

/// <summary>What the presence of others does to utility.</summary>
public static class Crowding
{
    /// <summary>(1 − (n/N̄)^β)⁺, 1 where there is no N̄.</summary>
    public static double Factor(SubsystemSpec spec, int present) =>
        spec.CrowdingCapacity is { } room ? Math.Max(0, 1 - DeterministicMath.Pow(present / room, spec.CrowdingExponent)) : 1;

    /// <summary>
    /// What each of n participants takes from the other n − 1 by crowding, summed: utility U over its factor, times n − 1 times
    /// the factor's slope β/N̄·(n/N̄)^(β−1). What prices do not internalise.
    /// </summary>
    public static double Externality(SubsystemSpec spec, int present, double utility)
    {
        var factor = Factor(spec, present);
        if (spec.CrowdingCapacity is not { } room || factor == 0 || present == 0) return 0;
        return utility / factor * spec.CrowdingExponent * DeterministicMath.Pow(present / room, spec.CrowdingExponent) * (present - 1) / present;
    }

    /// <summary>1 + η·n/N.</summary>
    public static double Network(SubsystemSpec spec, int present, int participants) =>
        participants == 0 ? 1 : 1 + spec.NetworkEffect * present / participants;
}
