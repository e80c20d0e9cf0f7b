using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Core.State;
using Economy.World.Boards;

namespace Economy.World.Interventions;

/// <summary>The interventions of a run, and since when those with a condition are in force.</summary>
public sealed class Calendar : IResumable
{
    private readonly Rules first;
    private readonly List<Entry> entries = [];
    private Rules? last;

    /// <param name="world">What stays fixed.</param>
    public Calendar(WorldModel world)
    {
        first = Rules.Of(world);
        entries.AddRange(world.Calendar.Select(spec => new Entry(spec, spec.When is { } text
            ? Condition.Parse(text) ?? throw new ArgumentException($"'{text}' is no condition.") : null)));
    }

    /// <summary>All entries: the scenario's, then those that were added.</summary>
    public IReadOnlyList<InterventionSpec> Entries => [.. entries.Select(entry => entry.Spec)];

    /// <summary>An entry.</summary>
    /// <param name="entry">Its place, from 0.</param>
    public InterventionSpec this[int entry] => entries[entry].Spec;

    /// <summary>The rules of a tick: the scenario's, changed by every intervention in force, in the order of the calendar.</summary>
    /// <param name="tick">The tick, from 1.</param>
    /// <param name="economy">The economy after the tick before.</param>
    public Rules At(int tick, in TickRow economy)
    {
        foreach (var entry in entries)
            if (entry.Since == 0 && tick >= entry.Spec.At && (entry.Condition?.Holds(economy) ?? true)) entry.Since = tick;
        return InForce(tick);
    }

    /// <summary>Adds entries that are in force from a tick on, after all others, as a run does that is changed by hand.</summary>
    /// <param name="made">The entries; each begins in the tick, without a condition.</param>
    /// <param name="tick">The tick, which has not begun.</param>
    /// <returns>The rules of the tick.</returns>
    public Rules Add(IEnumerable<InterventionSpec> made, int tick)
    {
        entries.AddRange(made.Select(spec => new Entry(spec, null) { Since = tick }));
        return InForce(tick);
    }

    private Rules InForce(int tick)
    {
        var (rules, inForce) = (first, new List<int>());
        for (var e = 0; e < entries.Count; e++)
        {
            var (since, entry) = (entries[e].Since, entries[e].Spec);
            if (since == 0 || tick > (entry.Until ?? (((IIntervention)entry).Passes ? since : int.MaxValue))) continue;
            var before = rules;
            rules = rules.With(((IIntervention)entry).Sets(path => before[path], tick - since));
            inForce.Add(e);
        }

        rules = rules.InForceOf(inForce);
        // Rules that did not change are the same object, so that what follows from them need not be worked out again.
        return last = last is not null && last.IsSame(rules) ? last : rules;
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state) => state.WriteColumn<int>([.. entries.Select(entry => entry.Since)]);

    /// <summary>Takes over the state of this calendar, or of one that lacked the entries at its end: those have not begun.</summary>
    public void Restore(BinaryReader state)
    {
        var saved = state.ReadColumn<int>();
        if (saved.Length > entries.Count) throw new InvalidDataException("The saved state is that of a longer calendar.");
        for (var e = 0; e < saved.Length; e++) entries[e].Since = saved[e];
    }

    private sealed class Entry(InterventionSpec spec, Condition? condition)
    {
        internal InterventionSpec Spec { get; } = spec;

        internal Condition? Condition { get; } = condition;

        /// <summary>The tick since which it is in force; 0 before.</summary>
        internal int Since { get; set; }
    }
}
