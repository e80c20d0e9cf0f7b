using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Subsystems;

/// <summary>
/// Average-cost pricing: the fee goes part of the way to the one whose kept share would just have paid for what the subsystem is to
/// take over of the tick's compute, f* = cost / (kept share × served hours). At constant cost and attendance the distance to f* shrinks by 1 − speed a tick.
/// </summary>
[Kind("break-even", "the fee follows what an hour's compute costs the subsystem, so that what it keeps just pays for it")]
public sealed record BreakEven : PricingSpec, IPricing
{
    [Key("Part of the way that the fee goes in a tick.", Min = 0, Max = 1, Changes = true)]
    public double Speed { get; init; } = 0.1;

    /// <inheritdoc />
    public double? Fee(in PlaceBooks books) => books is { ServedHours: > 0, KeepShare: > 0 }
        ? books.Fee + Speed * (books.Cost / (books.KeepShare * books.ServedHours) - books.Fee)
        : books.Fee;
}
