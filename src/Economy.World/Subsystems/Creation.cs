using Economy.Attention.Numerics;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;
using Economy.World.Subsystems.Serving;

namespace Economy.World.Subsystems;

/// <summary>
/// Design of spaces and items: what an hour makes has the quality c^α·s^(1 − α), c the share of its compute that was served and s the skill
/// of its maker (Cobb and Douglas 1928). What a creator makes, is rewarded for and enjoys all go by quality: its income follows from both.
/// Skill is a talent drawn for each, and what a course adds to it.
/// </summary>
[Kind("creation", "design of spaces and items, whose quality and reward follow from compute and skill")]
public sealed record Creation : Place, IFitting
{
    [Key("Weight α of compute in quality; skill has the rest.", Min = 0, Max = 1, Changes = true)]
    public double ComputeWeight { get; init; } = 0.5;

    [Key("Least talent; talents are uniform between it and 1.", Min = 0, Max = 1)]
    public double LeastTalent { get; init; } = 0.2;

    [Key("Course whose skill takes a creator as far from its talent to 1 as gain says. Default: none.")]
    public SkillSpec? Skill { get; init; }

    /// <inheritdoc />
    public override bool MeetsVisitors => true;

    /// <inheritdoc />
    public override string? UsesSkill => Skill?.Course;

    /// <inheritdoc />
    public override Subsystem Found() => new Studio(this);

    /// <inheritdoc />
    public IEnumerable<Misfit> Misfits(Scenario scenario) => SkillSpec.Misfits(Skill, scenario);

    /// <summary>Quality of what is made, 0…1.</summary>
    /// <param name="compute">Share of the compute that was served.</param>
    /// <param name="skill">Skill of the maker.</param>
    public double Quality(double compute, double skill) => compute <= 0 || skill <= 0 ? 0
        : DeterministicMath.Pow(compute, ComputeWeight) * DeterministicMath.Pow(skill, 1 - ComputeWeight);

    private sealed class Studio(Creation founded) : Subsystem(founded)
    {
        /// <inheritdoc />
        protected override Meeting Meet(Visits visits, Scene scene)
        {
            var (rules, parts, made) = ((Creation)visits.Rules, new SessionPart[scene.Guests.Count], 0.0);
            var stream = Scene.StreamOf(rules.Name + "/talent");
            for (var g = 0; g < parts.Length; g++)
            {
                var guest = scene.Guests[g];
                var draws = scene.Draws(stream, guest.Participant, 0);
                var talent = rules.LeastTalent + (1 - rules.LeastTalent) * draws.NextDouble();
                var skill = talent + (1 - talent) * Math.Min(1, (rules.Skill?.Gain ?? 0) * guest.Skill);
                var quality = rules.Quality(guest.ServedPpm / 1e6, skill);
                var enjoyed = guest.ServedPpm == 0 ? 0 : quality * guest.EnjoyedPpm / guest.ServedPpm;
                parts[g] = new((int)(quality * 1e6), (int)(enjoyed * 1e6));
                made += quality * guest.Seconds / 3600;
            }

            var finished = parts.Count(p => p.ServedPpm > 0);
            return new Meeting(parts, [], new Tally
            {
                Asked = parts.Length + visits.Refused, Finished = finished, Refused = parts.Length - finished + visits.Refused,
                Measure = "hours of full quality made", Value = made,
            });
        }
    }
}
