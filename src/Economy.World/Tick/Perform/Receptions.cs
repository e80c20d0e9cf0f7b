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
    private readonly List<Guest>[] guests;
    private readonly int[] orders;   // new ones, by participant
    private readonly (int Place, float Seconds)[] way;
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
        (scenes, tasks, guests) = (new Scene?[places.Length], [.. places.Select(_ => new List<int>())], [.. places.Select(_ => new List<Guest>())]);
        var senders = takesOrders.AsSpan().Contains(true) ? world.Participants : 0;
        (orders, way) = (new int[senders], new (int, float)[senders]);
    }

    private bool Any => meets.AsSpan().Contains(true);

    /// <summary>Finds the guests of every place that meets them: those with a session who were let in.</summary>
    /// <param name="tick">The tick.</param>
    /// <param name="present">How many there are in each place.</param>
    public void Begin(TickState tick, ReadOnlySpan<int> present)
    {
        tick.Outcomes.Delivered.Clear();
        if (!Any) return;
        HashSet<int> left = [.. tick.Proposals.SelectMany(p => p.Leavers.Span.ToArray()).Select(l => l.Participant)];
        foreach (var gone in left) skills.Forget(gone);
        for (var k = 0; k < scenes.Length; k++)
        {
            Empty(tasks[k], meets[k] ? present[k] : 0);
            Empty(guests[k], meets[k] ? present[k] : 0);
            scenes[k] = !meets[k] ? null : new Scene(world.SeedAt(tick.Tick), k, world.TickSeconds)
            {
                Guests = guests[k], Left = left, Latency = world.Geography.Latency,
            };
        }

        lapsed.Clear();
        CountOrders(tick);
        var (all, outcomes) = (tick.Allocation.Tasks, tick.Outcomes);
        for (var t = 0; t < all.Count; t++)
        {
            ref readonly var task = ref all[t];
            if (!task.IsSession || scenes[task.Subsystem] is not { } scene) continue;
            var sent = way.Length > 0 && way[task.Owner] is { Seconds: > 0 } by && by.Place == task.Subsystem ? orders[task.Owner] : 0;
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
                if (meeting.OrdersPassed is { } through && scenes[k]!.Guests[g].Orders > 0) passed[scenes[k]!.Guests[g].Participant] = through[g];
            }

            tick.Needs.Learn(k, meeting.Needs);
            foreach (var (participant, level) in meeting.Learnt) skills.Learn(k, participant, level);
            outcomes.Delivered.AddRange(meeting.Delivered);
        }

        outcomes.Delivered.Sort(static (a, b) => (a.Participant, a.Subsystem, a.Hours, a.EnjoyedPpm)
            .CompareTo((b.Participant, b.Subsystem, b.Hours, b.EnjoyedPpm)));
    }

    /// <summary>The tasks of the guests of a place, by row of the guests.</summary>
    public IReadOnlyList<int> TasksOf(int subsystem) => tasks[subsystem];

    /// <summary>How many new orders of a participant may pass, for those whose orders go through a place that lets only some through.</summary>
    public void Limit(Dictionary<int, int> limits)
    {
        limits.Clear();
        foreach (var (participant, count) in passed) limits.Add(participant, count);
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state) => skills.Save(state);

    /// <inheritdoc />
    public void Restore(BinaryReader state) => skills.Restore(state);

    /// <summary>
    /// New orders by participant. They go through the place that takes orders in which it spends most time, the first of equal ones; through
    /// none that lets only some through where that place lets all through.
    /// </summary>
    private void CountOrders(TickState tick)
    {
        if (way.Length == 0) return;
        orders.AsSpan().Clear();
        way.AsSpan().Clear();
        foreach (var cell in tick.Proposals)
            foreach (ref readonly var order in cell.Orders.Span)
                if (order.Resting == 0) orders[order.Owner]++;
        var all = tick.Allocation.Tasks;
        for (var t = 0; t < all.Count; t++)
        {
            ref readonly var task = ref all[t];
            if (!task.IsSession || !world.Subsystems[task.Subsystem].PlacesOrders) continue;
            ref var by = ref way[task.Owner];
            if (task.Seconds > by.Seconds || (task.Seconds == by.Seconds && task.Subsystem < by.Place)) by = (task.Subsystem, task.Seconds);
        }
    }

    /// <summary>Empties a list and sets memory aside for so many items and a few more: lists that double would keep a half too much.</summary>
    private static void Empty<T>(List<T> list, int items)
    {
        list.Clear();
        if (list.Capacity < items) list.Capacity = items + items / 16;
    }

    private static int[] Copy(int[] from, int[] to)
    {
        if (to.Length != from.Length) to = new int[from.Length];
        from.CopyTo(to, 0);
        return to;
    }
}
