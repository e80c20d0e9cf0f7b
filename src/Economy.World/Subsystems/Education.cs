using Economy.Attention.Numerics;
using Economy.Core.Kinds;
using Economy.World.Subsystems.Serving;

namespace Economy.World.Subsystems;

/// <summary>
/// A course in which practice becomes mastery: knowledge tracing (Corbett and Anderson 1995, "Knowledge tracing: modeling the acquisition of
/// procedural knowledge"). A skill is mastered with probability P₀ at first, and each exercise moves that to P + (1 − P)·T; after n exercises
/// it is 1 − (1 − P₀)(1 − T)ⁿ. As many exercises are done as there was compute for. Places that name the course make use of the probability
/// as skill. A visit is a course: it is asked for once, spans ticks, and is finished when it is passed.
/// </summary>
[Kind("education", "a course in which practice becomes mastery, a skill of use in other places")]
public sealed record Education : Place
{
    [Key("Probability P₀ that somebody who comes for the first time masters the skill.", Min = 0, Max = 1)]
    public double Prior { get; init; } = 0.2;

    [Key("Probability T that an exercise turns one who does not master the skill into one who does.", Min = 0, Max = 1, Changes = true)]
    public double Learning { get; init; } = 0.1;

    [Key("Exercises in an hour whose compute was served; whole ones count, and what is begun is gone on with.", Unit = "exercises per hour",
        Min = 0, Max = 1e6, Changes = true)]
    public double Exercises { get; init; } = 6;

    [Key("Probability from which on somebody has passed.", Min = 0, Max = 1)]
    public double Pass { get; init; } = 0.95;

    [Key("What an hour is worth to somebody who has passed, as a share of what it is worth to a learner.", Min = 0, Max = 1, Changes = true)]
    public double AfterPass { get; init; }

    /// <inheritdoc />
    public override bool MeetsVisitors => true;

    /// <inheritdoc />
    public override bool Teaches => true;

    /// <inheritdoc />
    public override Subsystem Found() => new Course(this);

    /// <summary>Mastery that somebody who comes for the first time gains on the mean in so many served hours: (1 − P₀)(1 − (1 − T)ⁿ).</summary>
    private double ByBeginner(double hours) => (1 - Prior) * (1 - DeterministicMath.Pow(1 - Learning, hours * Exercises));

    private sealed class Course(Education founded) : Subsystem(founded)
    {
        private readonly Memories<Learner> learners = new();

        /// <inheritdoc />
        protected override Meeting Meet(Visits visits, Scene scene)
        {
            var (rules, parts) = ((Education)visits.Rules, new SessionPart[scene.Guests.Count]);
            var goods = new double[parts.Length];
            bool Learns(Learner learner) => learner.Attends(rules);
            var before = learners.CountOf(Learns);
            var (gained, asked, passed, cutOff) = (0.0, 0, 0, learners.Forget(scene.Left, Learns));
            for (var g = 0; g < parts.Length; g++)
            {
                var guest = scene.Guests[g];
                var known = learners[guest.Participant];
                var was = (known ?? new Learner(rules.Prior, 0, false)) with { IsEnrolled = true };
                var hours = guest.Seconds / 3600.0 * (guest.ServedPpm / 1e6);
                var now = was.After(rules, hours);
                parts[g] = new(guest.ServedPpm, Learns(was) ? guest.EnjoyedPpm : (int)(guest.EnjoyedPpm * rules.AfterPass));
                if (known is not { IsEnrolled: true } && Learns(was)) asked++;
                if (Learns(was) && !Learns(now)) passed++;
                gained += now.P - was.P;
                goods[g] = rules.ByBeginner(hours) is > 0 and var most ? (now.P - was.P) / most : 0;
                learners[guest.Participant] = now;
            }

            var tally = new Tally
            {
                Before = before, Asked = asked + visits.Refused, Refused = visits.Refused, Finished = passed, CutOff = cutOff,
                After = learners.CountOf(Learns), Measure = "mastery gained", Value = gained,
            };
            return new Meeting(parts, [], tally)
            {
                Goods = goods,
                Learnt = [.. scene.Guests.Select(g => (g.Participant, (float)learners[g.Participant]!.Value.P))],
            };
        }

        /// <summary>Who has not passed is sent away with what it has learnt, and asks anew when it comes back.</summary>
        protected override Meeting Close(Visits visits, Scene scene)
        {
            var rules = (Education)visits.Rules;
            var (before, left) = (learners.CountOf(l => l.Attends(rules)), learners.Forget(scene.Left, l => l.Attends(rules)));
            int[] stranded = [.. learners.Of(l => l.Attends(rules))];
            foreach (var learner in stranded) learners[learner] = learners[learner]!.Value with { IsEnrolled = false };
            var tally = new Tally
            {
                Before = before, Asked = visits.Refused, Refused = visits.Refused, CutOff = left + stranded.Length, Measure = "mastery gained", Value = 0,
            };
            return new Meeting([], [], tally) { Stranded = stranded };
        }

        /// <inheritdoc />
        public override void Save(BinaryWriter state) => learners.Save(state);

        /// <inheritdoc />
        public override void Restore(BinaryReader state) => learners.Restore(state);
    }

    /// <summary>What a course knows of somebody.</summary>
    /// <param name="P">Probability that it masters the skill.</param>
    /// <param name="Begun">Part of an exercise that it has begun.</param>
    /// <param name="IsEnrolled">Whether the course is open to it: until the course closes.</param>
    private readonly record struct Learner(double P, double Begun, bool IsEnrolled)
    {
        /// <summary>Whether it is on its way to pass.</summary>
        public bool Attends(Education course) => IsEnrolled && P < course.Pass;

        /// <summary>After so many served hours.</summary>
        public Learner After(Education course, double hours)
        {
            var (p, exercises) = (P, Begun + hours * course.Exercises);
            for (; exercises >= 1; exercises--) p += (1 - p) * course.Learning;
            return this with { P = p, Begun = exercises };
        }
    }
}
