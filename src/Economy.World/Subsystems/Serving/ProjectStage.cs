using Economy.Core.Kinds;

namespace Economy.World.Subsystems.Serving;

/// <summary>A stage of a project.</summary>
public sealed record ProjectStage
{
    [Key("Name of the stage.")]
    public required string Name { get; init; }

    [Key("Hours for which all members must be served together before the stage is finished.", Unit = "hours", Min = 0.001, Max = 1e6)]
    public double Work { get; init; } = 1;

    [Key("Compute that a member asks for in this stage, as a multiple of what sessions of the place need.", Min = 0, Max = 1000)]
    public double Needs { get; init; } = 1;
}
