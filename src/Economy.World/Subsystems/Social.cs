using Economy.Core.Kinds;

namespace Economy.World.Subsystems;

/// <summary>Meeting others, whose presence adds value.</summary>
[Kind("social", "meeting others, whose presence adds value")]
public sealed record Social : Place
{
    /// <inheritdoc />
    public override bool HasNetworkEffect => true;
}
