using Economy.Core.Kinds;
using Economy.World.Subsystems.Serving;

namespace Economy.World.Subsystems;

/// <summary>
/// Units that are sent out to calls, the most urgent first: emergency services, health, repair crews. By priority without preemption mean
/// waits are those of Cobham 1954 ("Priority assignment in waiting line problems"); by earliest deadline with preemption one unit misses no
/// deadline as long as its load does not exceed 1 (Liu and Layland 1973).
/// </summary>
[Kind("dispatch", "units that are sent out to calls by urgency or by deadline")]
public sealed record Dispatch : ServingPlace
{
    [Key("Units that can be sent out, one to a call.", Unit = "units", Min = 0, Max = 1e6, Changes = true)]
    public int Units { get; init; } = 1;

    [Key("Which call is next: first-come, priority (the first class first), or earliest-deadline.")]
    public Discipline Rule { get; init; } = Discipline.Priority;

    [Key("Whether a unit is called away for a call that goes before its own; what it has done is kept.")]
    public bool Preemptive { get; init; }

    /// <inheritdoc />
    public override Discipline Order => Rule;

    /// <inheritdoc />
    public override bool Preempts => Preemptive;

    /// <inheritdoc />
    public override double[] Paces(double service) => [.. Enumerable.Repeat(PaceAt(service), Units)];

    /// <inheritdoc />
    public override ServingPlace WithMore(int servers) => this with { Units = Units + servers };

    /// <inheritdoc />
    public override (string Measure, double Value) Measure(Tally tally) => ("calls that became late", tally.Missed);
}
