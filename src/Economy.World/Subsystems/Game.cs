using Economy.Core.Kinds;

namespace Economy.World.Subsystems;

/// <summary>Play, which usually pays rewards and makes goods.</summary>
[Kind("game", "play, which usually pays rewards and makes goods")]
public sealed record Game : Place;
