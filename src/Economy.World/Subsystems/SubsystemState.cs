namespace Economy.World.Subsystems;

/// <summary>What a tick showed of a subsystem, known to all in the next.</summary>
/// <param name="Service">Share of asked-for compute that was allocated, 0…1.</param>
/// <param name="Crowding">Factor that crowding left of utility, 0…1.</param>
/// <param name="Network">Factor of the network effect, ≥ 1.</param>
/// <param name="ComputePrice">Paid for the compute of an hour of a session, minor units.</param>
/// <param name="Quality">Quality of what was served; 1 is what was bid for.</param>
public readonly record struct SubsystemState(double Service, double Crowding, double Network, double ComputePrice, double Quality)
{
    /// <summary>Its reputation for service; 0 where it has none.</summary>
    public double Reputation { get; init; }

    /// <summary>Before anyone has been there: full service, nobody in the way.</summary>
    public static SubsystemState Initial => new(1, 1, 1, 0, 1);
}
