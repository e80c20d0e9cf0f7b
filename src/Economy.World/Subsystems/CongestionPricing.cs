using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Subsystems;

/// <summary>
/// A price of congestion found by trial (Vickrey 1969, "Congestion theory and transport investment"; Li 2002 for finding it without knowing
/// demand): the fee moves with the excess of visitors over the target. Where demand falls with the fee it rests where as many come as the target.
/// </summary>
[Kind("congestion", "the fee rises while more come than the target, and falls while fewer do")]
public sealed record CongestionPricing : PricingSpec, IPricing
{
    [Key("Visitors in a tick that the fee is steered to.", Unit = "participants", Min = 1, Max = 1e9, Changes = true)]
    public required double Target { get; init; }

    [Key("How far the fee moves in a tick at twice the target, as a share of itself and of one minor unit.", Min = 0, Max = 1, Changes = true)]
    public double Speed { get; init; } = 0.1;

    /// <inheritdoc />
    public double? Fee(in PlaceBooks books) => books.Fee + Speed * Math.Clamp(books.Present / Target - 1, -1, 1) * (books.Fee + 1);
}
