using Economy.Core.Kinds;
using Economy.World.Subsystems.Serving;

namespace Economy.World.Subsystems;

/// <summary>
/// Work in stages, of which each asks for compute only once the one before it is finished. Those who come form teams, drawn by lot; a team is a
/// gang: it gets on in a tick by what its least served member was served, and not at all where one of them is missing or gets no compute. So
/// with h hours a tick stages of w₁, w₂ … hours take Σ⌈w/h⌉ ticks. What a project was worth comes when it is over: all of the hours in which
/// its members were served together; less when it is late, and less for a part.
/// <para>What a tick rounds off: a stage begins with a tick, and a project ends within one where its hours do, taken to be even in it.</para>
/// </summary>
[Kind("projects", "work of teams in stages, of which each asks for compute only once the one before it is finished")]
public sealed record Projects : Place
{
    private static readonly ProjectStage[] One = [new() { Name = "all" }];

    [Key("Stages of a project, in their order. Default: one, of an hour.")]
    public IReadOnlyList<ProjectStage>? Stages { get; init; }

    [Key("Members of a team. Who finds none has come in vain.", Unit = "participants", Min = 1, Max = 1000, Changes = true)]
    public int Team { get; init; } = 1;

    [Key("How long after it began a project is in time. Default: it is never late.", Unit = "seconds", Min = 1, Max = 1e9, Changes = true)]
    public double? Deadline { get; init; }

    [Key("How long after it began a project that is not finished is given up, at the end of a tick. Default: never.", Unit = "seconds", Min = 1,
        Max = 1e9, Changes = true)]
    public double? GivesUp { get; init; }

    [Key("What a project is worth that was finished after its deadline, as a share of what it is worth in time.", Min = 0, Max = 1, Changes = true)]
    public double Late { get; init; }

    [Key("What a project is worth of which a part was done before it was over, as a share of what that part is worth in a whole one.", Min = 0,
        Max = 1, Changes = true)]
    public double Partial { get; init; }

    /// <summary>Stages, one where none is stated.</summary>
    public IReadOnlyList<ProjectStage> AllStages => Stages is { Count: > 0 } ? Stages : One;

    /// <inheritdoc />
    public override bool MeetsVisitors => true;

    /// <inheritdoc />
    public override double? FirstNeeds => AllStages[0].Needs;

    /// <inheritdoc />
    public override Subsystem Found() => new House(this);

    private sealed class House(Projects founded) : Subsystem(founded)
    {
        private const string Goal = "stages finished, by member";
        private readonly List<Project> open = [];
        private readonly List<Delivery> delivered = [];

        /// <inheritdoc />
        protected override Meeting Meet(Visits visits, Scene scene)
        {
            var (rules, parts, from) = ((Projects)visits.Rules, new SessionPart[scene.Guests.Count], (visits.Tick - 1.0) * scene.TickSeconds);
            var (before, now, stages, finished, late) = (Members, from + scene.TickSeconds, 0, new List<double>(), 0);
            delivered.Clear();
            var cutOff = End(rules, scene, project => project.Members.Any(scene.Left.Contains));
            var asked = Form(rules, visits.Tick, scene, from);
            Dictionary<int, int> rowOf = new(scene.Guests.Select((guest, row) => KeyValuePair.Create(guest.Participant, row)));
            for (var p = 0; p < open.Count; p++)
            {
                var (project, team) = (open[p], open[p].Members);
                int[] rows = [.. team.Where(rowOf.ContainsKey).Select(member => rowOf[member])];
                var (gang, ended) = (Gang.Of(rows, scene, team.Length), double.NaN);
                if (gang.IsServed)
                {
                    var share = project.Work(rows.Min(g => scene.Guests[g].Seconds) / 3600.0 * (gang.ServedPpm / 1e6), rules.AllStages);
                    if (!double.IsNaN(share)) (stages, ended) = (stages + team.Length, from + share * scene.TickSeconds);
                    foreach (var g in rows) parts[g] = new(gang.ServedPpm, SessionPart.Open);
                }

                var isLate = (project.Stage == rules.AllStages.Count ? ended : now) - project.Begun > rules.Deadline;
                if (isLate && !(from - project.Begun > rules.Deadline)) late += team.Length;
                if (project.Stage < rules.AllStages.Count) continue;
                Deliver(scene, project, isLate ? rules.Late : 1);
                finished.AddRange(team.Select(_ => ended - project.Begun));
            }

            open.RemoveAll(project => project.Stage == rules.AllStages.Count);
            var gaveUp = End(rules, scene, project => now - project.Begun >= rules.GivesUp);
            finished.Sort();
            var refused = visits.Refused + rowOf.Keys.Count(guest => !asked.Contains(guest) && !before.Contains(guest));
            var tally = new Tally
            {
                Before = before.Count, Asked = asked.Count + refused, Refused = refused, Finished = finished.Count, GaveUp = gaveUp.Count,
                CutOff = cutOff.Count, Missed = late, After = Members.Count, Response50 = Tally.Quantile(finished, 0.5),
                Response95 = Tally.Quantile(finished, 0.95), Response99 = Tally.Quantile(finished, 0.99), Measure = Goal, Value = stages,
            };
            return new Meeting(parts, [.. delivered], tally) { Needs = Needs(rules) };
        }

        /// <inheritdoc />
        protected override Meeting Close(Visits visits, Scene scene)
        {
            delivered.Clear();
            var (before, over) = (Members.Count, End((Projects)visits.Rules, scene, _ => true));
            var tally = new Tally
            {
                Before = before, CutOff = over.Count, Asked = visits.Refused, Refused = visits.Refused, Measure = Goal, Value = 0,
            };
            return new Meeting([], [.. delivered], tally) { Stranded = [.. over.Where(member => !scene.Left.Contains(member))] };
        }

        /// <inheritdoc />
        public override void Save(BinaryWriter state)
        {
            state.Write(open.Count);
            foreach (var project in open) project.Save(state);
        }

        /// <inheritdoc />
        public override void Restore(BinaryReader state)
        {
            open.Clear();
            for (var left = state.ReadInt32(); left > 0; left--) open.Add(Project.Read(state));
        }

        private HashSet<int> Members => [.. open.SelectMany(project => project.Members)];

        /// <summary>Guests without a project form teams by lot.</summary>
        /// <returns>Those who found one.</returns>
        private HashSet<int> Form(Projects rules, int tick, Scene scene, double from)
        {
            var (busy, found) = (Members, new HashSet<int>());
            var free = scene.Guests.Select(g => g.Participant).Where(p => !busy.Contains(p))
                .OrderBy(p => Lot(scene, rules, p, tick)).ThenBy(p => p);
            foreach (var team in free.Chunk(rules.Team).Where(team => team.Length == rules.Team))
            {
                open.Add(new Project(team, from));
                found.UnionWith(team);
            }

            return found;
        }

        private static double Lot(Scene scene, Projects rules, int participant, int tick)
        {
            var draws = scene.Draws(rules.Name, participant, tick);
            return draws.NextDouble();
        }

        /// <summary>Ends projects before they are finished: those who are still there have what the part was worth.</summary>
        /// <returns>The members.</returns>
        private List<int> End(Projects rules, Scene scene, Predicate<Project> ends)
        {
            var over = open.FindAll(ends);
            open.RemoveAll(ends);
            foreach (var project in over) Deliver(scene, project, rules.Partial * project.Share(rules.AllStages));
            return [.. over.SelectMany(project => project.Members)];
        }

        private void Deliver(Scene scene, Project project, double worth)
        {
            foreach (var member in project.Members)
                if (!scene.Left.Contains(member)) delivered.Add(new Delivery(member, scene.Row, project.Hours, (int)(worth * 1e6)));
        }

        private List<(int, double)> Needs(Projects rules) =>
            [.. open.Where(p => p.Stage > 0).SelectMany(p => p.Members.Select(m => (m, rules.AllStages[p.Stage].Needs)))];
    }
}
