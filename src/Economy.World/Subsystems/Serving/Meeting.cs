namespace Economy.World.Subsystems.Serving;

/// <summary>What a place that meets its visitors one by one made of a tick.</summary>
/// <param name="Parts">What became of each guest's session, by row of the guests.</param>
/// <param name="Delivered">What became of earlier sessions.</param>
/// <param name="Tally">What happened to the visits, in numbers.</param>
public sealed record Meeting(SessionPart[] Parts, IReadOnlyList<Delivery> Delivered, Tally Tally)
{
    /// <summary>The visits that were over in the tick, in that order; none where the place does not keep them.</summary>
    public IReadOnlyList<Visit> Over { get; init; } = [];

    /// <summary>How many of the orders of each guest pass to their markets, by row of the guests; null where all do.</summary>
    public int[]? OrdersPassed { get; init; }

    /// <summary>
    /// What the place calls good of each guest's session, by row of the guests: 1 is what full service is worth, and less than 0 says that
    /// there was nothing to tell by. Null: the worth of the part that was served. Of earlier sessions it is what was delivered.
    /// </summary>
    public double[]? Goods { get; init; }

    /// <summary>Participants whose visits were cut off because the place closed.</summary>
    public IReadOnlyList<int> Stranded { get; init; } = [];

    /// <summary>
    /// Compute that sessions of some participants ask for in the next tick, as a multiple of what sessions need; of all others as
    /// <see cref="Place.FirstNeeds"/> says.
    /// </summary>
    public IReadOnlyList<(int Participant, double Needs)> Needs { get; init; } = [];

    /// <summary>Skills that guests have now, of the kind that the place teaches.</summary>
    public IReadOnlyList<(int Participant, float Level)> Learnt { get; init; } = [];
}

/// <summary>
/// Visits of a tick in numbers: before + asked = refused + finished + gave up + cut off + after. Times are seconds.
/// </summary>
public sealed record Tally
{
    /// <summary>Visits that were under way when the tick began.</summary>
    public int Before { get; init; }

    /// <summary>Visits that were asked for.</summary>
    public int Asked { get; init; }

    /// <summary>Of which refused.</summary>
    public int Refused { get; init; }

    /// <summary>Visits that were served to the end.</summary>
    public int Finished { get; init; }

    /// <summary>Visits whose owner lost patience.</summary>
    public int GaveUp { get; init; }

    /// <summary>Visits whose owner left the economy, or whose place closed.</summary>
    public int CutOff { get; init; }

    /// <summary>Visits that passed their deadline in the tick.</summary>
    public int Missed { get; init; }

    /// <summary>Visits that are under way when the tick ends.</summary>
    public int After { get; init; }

    /// <summary>Mean time in the line of those that came to a server and are over; not a number where there are none.</summary>
    public double MeanWait { get; init; } = double.NaN;

    /// <summary>Time from asking to the end of those that finished: half of them took no longer; not a number where there are none.</summary>
    public double Response50 { get; init; } = double.NaN;

    /// <summary>The same of 95 in a hundred.</summary>
    public double Response95 { get; init; } = double.NaN;

    /// <summary>The same of 99 in a hundred.</summary>
    public double Response99 { get; init; } = double.NaN;

    /// <summary>Hours that servers were at work.</summary>
    public double BusyHours { get; init; }

    /// <summary>Hours that servers had nobody to serve.</summary>
    public double IdleHours { get; init; }

    /// <summary>Hours of servers that went to waste for lack of compute while there was a line.</summary>
    public double WastedHours { get; init; }

    /// <summary>What the place is there for, in a few words.</summary>
    public string Measure { get; init; } = "";

    /// <summary>How much of it there was; not a number where it cannot be told.</summary>
    public double Value { get; init; } = double.NaN;

    /// <summary>The nearest-rank quantile of values in ascending order; not a number where there are none.</summary>
    public static double Quantile(IReadOnlyList<double> sorted, double share) =>
        sorted.Count == 0 ? double.NaN : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
}
