namespace Economy.World.Subsystems;

/// <summary>A rule by which a subsystem sets its fee, its places, or both, from its own books.</summary>
public interface IPricing
{
    /// <summary>Whether it may let in fewer than the subsystem has places for.</summary>
    bool LimitsPlaces => false;

    /// <summary>
    /// The fee of the next tick, minor units per served hour; it is then held within 0 and 10¹². Null: as the subsystem states it.
    /// </summary>
    double? Fee(in PlaceBooks books) => null;

    /// <summary>Numbers that it remembers from tick to tick; all 0 at first.</summary>
    int Memory => 0;

    /// <summary>The same of a rule that remembers something.</summary>
    double? Fee(in PlaceBooks books, Span<double> memory) => Fee(books);

    /// <summary>Visitors that it lets in in the next tick; never more than the subsystem states. Null: as many as that.</summary>
    long? Places(in PlaceBooks books) => null;
}

/// <summary>What a subsystem's books say of a tick.</summary>
/// <param name="Fee">The fee of the tick, minor units per served hour.</param>
/// <param name="KeepShare">Share of the fees that it keeps.</param>
/// <param name="ServedHours">Hours that were served.</param>
/// <param name="Cost">What it is to take over of the payments for compute, whether or not it could, minor units.</param>
/// <param name="Money">Balance of its account before the tick is posted, minor units.</param>
/// <param name="Present">Visitors that it let in.</param>
/// <param name="Places">Visitors that it would have let in at most.</param>
public readonly record struct PlaceBooks(double Fee, double KeepShare, double ServedHours, long Cost, long Money, int Present, long Places);
