using Economy.Core.Scenarios;

namespace Economy.World;

/// <summary>An asset in limited issue.</summary>
/// <param name="Spec">Its section of the scenario.</param>
/// <param name="Asset">Row of the asset.</param>
/// <param name="MayAsk">By participant type: whether it may ask.</param>
public sealed record Issue(IssueSpec Spec, int Asset, bool[] MayAsk)
{
    /// <summary>Least bid that can be served, minor units.</summary>
    public long LeastBid => Math.Max(1, Spec.Price);

    /// <summary>Units on offer in a tick.</summary>
    public int UnitsAt(int tick) =>
        tick == Spec.First || (tick > Spec.First && Spec.Every is { } every && (tick - Spec.First) % every == 0) ? Spec.Quantity : 0;
}
