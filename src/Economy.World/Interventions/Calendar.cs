using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Core.State;
using Economy.World.Boards;

namespace Economy.World.Interventions;

/// <summary>The interventions of a run, and since when those with a condition are in force.</summary>
public sealed class Calendar : IResumable
{
    private readonly Rules first;
    private readonly InterventionSpec[] entries;
    private readonly Condition?[] conditions;
    private readonly int[] since;
    private readonly List<InterventionSpec> byHand = [];
    private Rules? last;

    /// <param name="world">What stays fixed.</param>
    public Calendar(WorldModel world)
    {
        first = Rules.Of(world);
        entries = [.. world.Scenario.Calendar ?? []];
        conditions = Array.ConvertAll(entries,
            e => e.When is { } text ? Condition.Parse(text) ?? throw new ArgumentException($"'{text}' is no condition.") : null);
        since = new int[entries.Length];
    }

    /// <summary>The rules of a tick: the scenario's, changed by every intervention in force, in the order of the calendar.</summary>
    /// <param name="tick">The tick, from 1.</param>
    /// <param name="economy">The economy after the tick before.</param>
    public Rules At(int tick, in TickRow economy)
    {
        for (var e = 0; e < entries.Length; e++)
            if (since[e] == 0 && tick >= entries[e].At && (conditions[e]?.Holds(economy) ?? true)) since[e] = tick;
        return InForce(tick);
    }

    /// <summary>Adds entries that are in force from a tick on, after all others, as a run does that is changed by hand.</summary>
    /// <param name="made">The entries; each begins in the tick, without a condition.</param>
    /// <param name="tick">The tick, which has not begun.</param>
    /// <returns>The rules of the tick.</returns>
    public Rules Add(IEnumerable<InterventionSpec> made, int tick)
    {
        byHand.AddRange(made);
        return InForce(tick);
    }

    private Rules InForce(int tick)
    {
        var (rules, inForce) = (first, new List<int>());
        for (var e = 0; e < entries.Length; e++)
        {
            var entry = entries[e];
            if (since[e] == 0 || tick > (entry.Until ?? (((IIntervention)entry).Passes ? since[e] : int.MaxValue))) continue;
            var before = rules;
            rules = rules.With(((IIntervention)entry).Sets(path => before[path], tick - since[e]));
            inForce.Add(e);
        }

        rules = rules.InForceOf(inForce);
        foreach (var made in byHand)
        {
            var before = rules;
            rules = rules.With(((IIntervention)made).Sets(path => before[path], tick - made.At));
        }

        // Rules that did not change are the same object, so that what follows from them need not be worked out again.
        return last = last is not null && last.IsSame(rules) ? last : rules;
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state) => state.WriteColumn<int>([.. since, .. byHand.Select(made => made.At)]);

    /// <summary>Takes over the state of this calendar, or of one that lacked the entries at its end: those have not begun.</summary>
    public void Restore(BinaryReader state)
    {
        var saved = state.ReadColumn<int>();
        if (saved.Length > since.Length) throw new InvalidDataException("The saved state is that of a longer calendar.");
        saved.CopyTo(since.AsSpan());
    }
}
