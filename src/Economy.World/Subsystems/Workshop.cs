using Economy.Core.Kinds;

namespace Economy.World.Subsystems;

/// <summary>Turns assets into others: where there is nothing to use up it makes nothing.</summary>
[Kind("assets", "turns assets into others")]
public sealed record Workshop : Place
{
    /// <inheritdoc />
    public override bool MakesFromNothing => false;
}
