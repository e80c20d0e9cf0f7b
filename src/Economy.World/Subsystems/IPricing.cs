namespace Economy.World.Subsystems;

/// <summary>A rule by which a subsystem sets its fee from its own books.</summary>
public interface IPricing
{
    /// <summary>The fee of the next tick, minor units per served hour; it is then held within 0 and 10¹².</summary>
    double Next(in PlaceBooks books);
}

/// <summary>What a subsystem's books say of a tick.</summary>
/// <param name="Fee">The fee of the tick, minor units per served hour.</param>
/// <param name="KeepShare">Share of the fees that it keeps.</param>
/// <param name="ServedHours">Hours that were served.</param>
/// <param name="Cost">What it is to take over of the payments for compute, whether or not it could, minor units.</param>
/// <param name="Money">Balance of its account before the tick is posted, minor units.</param>
public readonly record struct PlaceBooks(double Fee, double KeepShare, double ServedHours, long Cost, long Money);
