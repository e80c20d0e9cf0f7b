using Economy.Core.Kinds;
using Economy.World.Subsystems.Serving;

namespace Economy.World.Subsystems;

/// <summary>
/// A desk with staff and assistants and one line: M/M/c + M of the theory of queues where work and patience are exponential (Garnett,
/// Mandelbaum and Reiman 2002, "Designing a call center with impatient customers"). Staff work at a pace of 1, less what they rely on compute
/// for; assistants are compute, and work as far as it is served. Who gives up or is late may complain: a ticket of the last class, at the
/// beginning of the next tick, without patience, which brings what the visit would have been worth.
/// </summary>
[Kind("service-desk", "staff and assistants behind one line, whose visitors have patience and may complain")]
public sealed record ServiceDesk : ServingPlace
{
    /// <summary>Its own default: staff work without compute.</summary>
    public ServiceDesk() => Reliance = 0;

    [Key("Staff at the desk.", Unit = "people", Min = 0, Max = 1e6, Changes = true)]
    public int Staff { get; init; } = 1;

    [Key("Assistants at the desk, which work at assistantPace times the share of the sessions' compute that was served.", Unit = "assistants",
        Min = 0, Max = 1e6, Changes = true)]
    public int Assistants { get; init; }

    [Key("Pace of an assistant with all of its compute, as a multiple of that of staff.", Min = 0, Max = 1000, Changes = true)]
    public double AssistantPace { get; init; } = 1;

    [Key("Part of those who gave up or were served late that complains. A complaint is a visit of the last class.", Min = 0, Max = 1, Changes = true)]
    public double ComplaintShare { get; init; }

    [Key("What visits are about: who serves a visit retrieves the nearest of the cases that were finished in earlier ticks, and has the less work the more of what is recalled is of its topic. Default: every visit is new.")]
    public CaseSpec? Cases { get; init; }

    /// <inheritdoc />
    public override CaseSpec? Casework => Cases;

    /// <inheritdoc />
    public override Discipline Order => Classes is { Count: > 1 } ? Discipline.Priority : Discipline.FirstCome;

    /// <inheritdoc />
    public override double[] Paces(double service) =>
        [.. Enumerable.Repeat(PaceAt(service), Staff), .. Enumerable.Repeat(AssistantPace * service, Assistants)];

    /// <inheritdoc />
    public override ServingPlace WithMore(int servers) => this with { Staff = Staff + servers };

    /// <inheritdoc />
    public override (string Measure, double Value) Measure(Tally tally) =>
        ("share of visits over that did not give up", (double)tally.Finished / (tally.Finished + tally.GaveUp));

    /// <inheritdoc />
    public override Visit? FollowUp(Visit over, double uniform, double now)
    {
        var failed = over.State == VisitState.GaveUp || over.State == VisitState.Finished && over.Ended > over.Deadline;
        if (!failed || over.IsFollowUp || uniform >= ComplaintShare) return null;
        return new Visit
        {
            Owner = over.Owner, Class = AllClasses.Count - 1, Asked = now, Work = over.Work, Hours = over.Hours, IsFollowUp = true,
        };
    }
}
