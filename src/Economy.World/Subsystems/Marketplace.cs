using Economy.Core.Kinds;

namespace Economy.World.Subsystems;

/// <summary>Attention here places orders.</summary>
[Kind("marketplace", "attention here places orders")]
public sealed record Marketplace : Place
{
    /// <inheritdoc />
    public override bool PlacesOrders => true;
}
