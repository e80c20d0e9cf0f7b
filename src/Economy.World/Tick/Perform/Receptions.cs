using Economy.Core.State;
using Economy.World.Actors;
using Economy.World.Subsystems;
using Economy.World.Subsystems.Serving;

namespace Economy.World.Tick.Perform;

/// <summary>Brings the guests of a tick to the places that meet them one by one, and what became of their sessions home.</summary>
internal sealed class Receptions : IResumable
{
    private readonly WorldModel world;
    private readonly bool[] meets, takesOrders;
    private readonly int[] skillOf;
    private readonly SkillBook skills;
    private readonly Scene?[] scenes;
    private readonly List<int>[] tasks;
    private readonly Dictionary<int, (int Place, float Seconds)> way = [];
    private readonly Dictionary<int, int> passed = [];
    private readonly List<int> lapsed = [];
    private int[] served = [], enjoyed = [];

    /// <param name="world">What stays fixed.</param>
    public Receptions(WorldModel world)
    {
        this.world = world;
        var places = world.Subsystems;
        meets = [.. places.Select(s => s is Place { MeetsVisitors: true })];
        takesOrders = [.. places.Select(s => s is Place { MeetsVisitors: true, PlacesOrders: true })];
        skillOf = [.. places.Select(s => s is Place { UsesSkill: { } taught } ? Array.FindIndex(places, other => other.Name == taught) : -1)];
        skills = new SkillBook([.. places.Select(s => s is Place { Teaches: true })], world.Participants);
        (scenes, tasks) = (new Scene?[places.Length], [.. places.Select(_ => new List<int>())]);
    }

    private bool Any => meets.AsSpan().Contains(true);

    /// <summary>Finds the guests of every place that meets them: those with a session who were let in.</summary>
    public void Begin(TickState tick)
    {
        tick.Outcomes.Delivered.Clear();
        if (!Any) return;
        HashSet<int> left = [.. tick.Proposals.SelectMany(p => p.Leavers.Span.ToArray()).Select(l => l.Participant)];
        foreach (var gone in left) skills.Forget(gone);
        for (var k = 0; k < scenes.Length; k++)
        {
            tasks[k].Clear();
            scenes[k] = !meets[k] ? null : new Scene(world.SeedAt(tick.Tick), k, world.TickSeconds)
            {
                Left = left, Latency = world.Geography.Latency,
            };
        }

        lapsed.Clear();
        var orders = Orders(tick);
        var (all, outcomes) = (tick.Allocation.Tasks, tick.Outcomes);
        for (var t = 0; t < all.Count; t++)
        {
            ref readonly var task = ref all[t];
            if (!task.IsSession || scenes[task.Subsystem] is not { } scene) continue;
            var sent = way.TryGetValue(task.Owner, out var by) && by.Place == task.Subsystem ? orders.GetValueOrDefault(task.Owner) : 0;
            if (tick.Allocation.Admission.IsRefused(t))
            {
                if (sent > 0) lapsed.Add(task.Owner);
                continue;
            }

            scene.Guests.Add(new Guest(task.Owner, task.Bid, task.Seconds, outcomes.ServedPpm[t], outcomes.EnjoyedPpm[t])
            {
                Orders = sent, Region = world.Geography.Of(task.Owner), Skill = skills.Of(skillOf[task.Subsystem], task.Owner),
            });
            tasks[task.Subsystem].Add(t);
        }
    }

    /// <summary>The guests of a place; null where it does not meet them.</summary>
    public Scene? Of(int subsystem) => scenes[subsystem];

    /// <summary>Puts what places made of sessions in the place of what compute alone would have made of them.</summary>
    public void End(TickState tick, Meeting?[] meetings)
    {
        passed.Clear();
        foreach (var sender in lapsed) passed[sender] = 0;
        if (!Any) return;
        var outcomes = tick.Outcomes;
        (served, enjoyed) = (Copy(outcomes.ServedPpm, served), Copy(outcomes.EnjoyedPpm, enjoyed));
        (outcomes.ServedPpm, outcomes.EnjoyedPpm) = (served, enjoyed);
        for (var k = 0; k < meetings.Length; k++)
        {
            if (meetings[k] is not { } meeting) continue;
            for (var g = 0; g < meeting.Parts.Length; g++)
            {
                (served[tasks[k][g]], enjoyed[tasks[k][g]]) = meeting.Parts[g];
                if (meeting.OrdersPassed is { } orders && scenes[k]!.Guests[g].Orders > 0) passed[scenes[k]!.Guests[g].Participant] = orders[g];
            }

            tick.Needs.Learn(k, meeting.Needs);
            foreach (var (participant, level) in meeting.Learnt) skills.Learn(k, participant, level);
            outcomes.Delivered.AddRange(meeting.Delivered);
        }

        outcomes.Delivered.Sort(static (a, b) => (a.Participant, a.Subsystem, a.Hours, a.EnjoyedPpm)
            .CompareTo((b.Participant, b.Subsystem, b.Hours, b.EnjoyedPpm)));
    }

    /// <summary>How many new orders of a participant may pass, for those whose orders go through a place that lets only some through.</summary>
    public void Limit(Dictionary<int, int> orders)
    {
        orders.Clear();
        foreach (var (participant, count) in passed) orders.Add(participant, count);
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state) => skills.Save(state);

    /// <inheritdoc />
    public void Restore(BinaryReader state) => skills.Restore(state);

    /// <summary>
    /// New orders by participant. They go through the place that takes orders in which it spends most time, the first of equal ones; through
    /// none that lets only some through where that place lets all through.
    /// </summary>
    private Dictionary<int, int> Orders(TickState tick)
    {
        var orders = new Dictionary<int, int>();
        way.Clear();
        if (!takesOrders.AsSpan().Contains(true)) return orders;
        foreach (var cell in tick.Proposals)
            foreach (ref readonly var order in cell.Orders.Span)
                if (order.Resting == 0) orders[order.Owner] = orders.GetValueOrDefault(order.Owner) + 1;
        var all = tick.Allocation.Tasks;
        for (var t = 0; t < all.Count; t++)
        {
            ref readonly var task = ref all[t];
            if (!task.IsSession || !world.Subsystems[task.Subsystem].PlacesOrders) continue;
            if (!way.TryGetValue(task.Owner, out var by) || task.Seconds > by.Seconds || (task.Seconds == by.Seconds && task.Subsystem < by.Place))
                way[task.Owner] = (task.Subsystem, task.Seconds);
        }

        return orders;
    }

    private static int[] Copy(int[] from, int[] to)
    {
        if (to.Length != from.Length) to = new int[from.Length];
        from.CopyTo(to, 0);
        return to;
    }
}
