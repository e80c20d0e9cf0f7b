using Economy.Core.Kinds;

namespace Economy.World.Subsystems;

/// <summary>Turns assets into others.</summary>
[Kind("assets", "turns assets into others")]
public sealed record Workshop : Place;
