namespace Economy.World.Subsystems.Serving;

/// <summary>A participant with a session in a place, who was let in.</summary>
/// <param name="Participant">Its number.</param>
/// <param name="Bid">What it bid for its compute, minor units.</param>
/// <param name="Seconds">Attention that it gives, seconds.</param>
/// <param name="ServedPpm">Part of its compute that was served, parts per million.</param>
/// <param name="EnjoyedPpm">The same times the quality it was served with.</param>
public readonly record struct Guest(int Participant, long Bid, float Seconds, int ServedPpm, int EnjoyedPpm)
{
    /// <summary>New orders that it sends through this place; 0 where orders are not sent through places that meet their visitors.</summary>
    public int Orders { get; init; }

    /// <summary>Its region.</summary>
    public int Region { get; init; }

    /// <summary>Its skill of the kind that the place makes use of, 0…1.</summary>
    public float Skill { get; init; }
}

/// <summary>What a place made of a guest's session, in place of what its compute would have made of it.</summary>
/// <param name="ServedPpm">Part of the session that fees, rewards and what is made are reckoned by, parts per million; at most all of it.</param>
/// <param name="EnjoyedPpm">
/// Part of the value of full service that it had, parts per million; <see cref="Open"/> where that is not known yet.
/// </param>
public readonly record struct SessionPart(int ServedPpm, int EnjoyedPpm)
{
    /// <summary>The session's visit goes on.</summary>
    public const int Open = -1;
}

/// <summary>What a visit was worth of which the session lies in an earlier tick.</summary>
/// <param name="Participant">Who has it.</param>
/// <param name="Subsystem">Row of the place.</param>
/// <param name="Hours">Attention that was given to it, hours.</param>
/// <param name="EnjoyedPpm">Part of the value of full service, parts per million.</param>
public readonly record struct Delivery(int Participant, int Subsystem, double Hours, int EnjoyedPpm);
