using Economy.Core.Kinds;
using Economy.Core.Scenarios;
using Economy.World.Subsystems.Serving;

namespace Economy.World.Subsystems;

/// <summary>
/// Work for a place with a line: attention given here is labour. The employer pays a wage by the hour out of its account, as far as that goes
/// round, and has as many servers more as people work for it at a time: hours of a tick over its length. Work that needs compute counts as far
/// as it is served; work that needs none counts in full. Nobody is taken on while the employer is closed.
/// </summary>
[Kind("workplace", "work for a place with a line, which pays a wage for it out of its account")]
public sealed record Workplace : Place, IFitting
{
    [Key("Name of the subsystem that it is work for: one with a line, and an account.")]
    public required string Employer { get; init; }

    [Key("Wage of an hour.", Unit = "minor units per hour", Min = 0, Max = 1e12, Changes = true)]
    public double Wage { get; init; }

    /// <inheritdoc />
    public override bool MeetsVisitors => true;

    /// <inheritdoc />
    public override string? WorksFor => Employer;

    /// <inheritdoc />
    public override Subsystem Found() => new Shift(this);

    /// <inheritdoc />
    public IEnumerable<Misfit> Misfits(Scenario scenario)
    {
        if (!scenario.Subsystems.Any(s => s.Name == Employer && s is ServingPlace { Account: not null }))
            yield return new Misfit("employer", $"'{Employer}' is no subsystem with a line and an account", "the name of a service desk or a dispatch with an account",
                "correct the name, or give it an account");
    }

    private sealed class Shift(Workplace founded) : Subsystem(founded)
    {
        /// <inheritdoc />
        protected override SubsystemTerms Open(Opening opening) => base.Open(opening) with { Wage = ((Workplace)opening.Rules).Wage };

        /// <inheritdoc />
        protected override Meeting Meet(Visits visits, Scene scene)
        {
            var needsNothing = visits.Rules.NeedsNothing;
            SessionPart[] parts = [.. scene.Guests.Select(g => needsNothing ? new(1_000_000, 1_000_000) : new SessionPart(g.ServedPpm, g.EnjoyedPpm))];
            var worked = parts.Count(p => p.ServedPpm > 0);
            return new Meeting(parts, [], new Tally
            {
                Asked = parts.Length + visits.Refused, Finished = worked, Refused = parts.Length - worked + visits.Refused,
                Measure = "hours worked", Value = scene.Guests.Zip(parts).Sum(w => w.First.Seconds / 3600.0 * (w.Second.ServedPpm / 1e6)),
            });
        }
    }
}
