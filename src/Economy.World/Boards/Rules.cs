using System.Collections.Immutable;
using Economy.Core.Scenarios;
using Economy.World.Money;

namespace Economy.World.Boards;

/// <summary>
/// The part of the scenario that may change while a run goes on: tax rates, fees, rewards, capacities, issues. A value: only the calendar
/// makes another one. What a tick does follows from these, never from the scenario itself.
/// </summary>
public sealed class Rules
{
    private readonly WorldModel world;
    private readonly Scenario now;

    private Rules(WorldModel world, Scenario now, ImmutableSortedDictionary<string, string> changes, ImmutableArray<int> inForce)
    {
        (this.world, this.now, Changes, InForce) = (world, now, changes, inForce);
        Markets = [.. now.Markets];
        Types = [.. now.Population.Types];
        Subsystems = [.. now.Subsystems];
        Pools = changes.IsEmpty ? world.Pools : [.. now.Pools.Select(Pool.Of), .. world.Pools.Skip(now.Pools.Count)];
        Issues = changes.IsEmpty ? world.Issues : [.. world.Issues.Select((issue, i) => issue with { Spec = now.Issues![i] })];
        // Entries that were added by hand, after the world's own, set keys: they levy nothing.
        Levies = new LevyList(now, inForce.Where(e => e < world.Calendar.Count).Select(e => world.Calendar[e]).OfType<ILevy>());
    }

    /// <summary>Entries of the calendar that are in force, ascending, from 0.</summary>
    public ImmutableArray<int> InForce { get; }

    /// <summary>Markets, by row.</summary>
    public MarketSpec[] Markets { get; }

    /// <summary>What the calendar has changed so far: the value of each key that was set, by its path.</summary>
    public ImmutableSortedDictionary<string, string> Changes { get; }

    /// <summary>Taxes, the treasury and the supply of money.</summary>
    public MoneySpec Money => now.Money;

    /// <summary>Scarce block space; null where it is free.</summary>
    public FrictionSpec? Frictions => now.Frictions;

    /// <summary>How the number of participants changes.</summary>
    public PopulationSpec Population => now.Population;

    /// <summary>Where jobs come from, and how long they wait.</summary>
    public DemandSpec Demand => now.Demand;

    /// <summary>Pairwise exchange.</summary>
    public EncounterSpec Encounters => now.Encounters;

    /// <summary>Participant types, by row.</summary>
    public ParticipantTypeSpec[] Types { get; }

    /// <summary>Subsystems, by row.</summary>
    public SubsystemSpec[] Subsystems { get; }

    /// <summary>Compute pools: the scenario's, then those of the trace.</summary>
    public IReadOnlyList<Pool> Pools { get; }

    /// <summary>Assets in limited issue, by row.</summary>
    public IReadOnlyList<Issue> Issues { get; }

    /// <summary>Everything that is levied, in the order in which it is claimed.</summary>
    public LevyList Levies { get; }

    /// <summary>The rules that a run begins with.</summary>
    public static Rules Of(WorldModel world) =>
        new(world, world.Scenario, ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), []);

    /// <summary>These rules with some keys set.</summary>
    /// <param name="changes">Values by path, such as <c>money.transactionTax</c> or <c>pools.T4.capacity.gpu</c>.</param>
    /// <exception cref="ArgumentException">There is no such key, it cannot change while a run goes on, or cannot have that
    /// value.</exception>
    public Rules With(IEnumerable<KeyValuePair<string, string>> changes)
    {
        var (scenario, all) = (now, Changes);
        foreach (var (path, value) in changes) (scenario, all) = (ChangeableKeys.Set(scenario, path, value), all.SetItem(path, value));
        return all.Count == Changes.Count && ReferenceEquals(scenario, now) ? this : new Rules(world, scenario, all, InForce);
    }

    /// <summary>These rules with other entries of the calendar in force.</summary>
    public Rules InForceOf(IReadOnlyCollection<int> entries) =>
        InForce.SequenceEqual(entries) ? this : new Rules(world, now, Changes, [.. entries]);

    /// <summary>Whether others say the same.</summary>
    public bool IsSame(Rules other) => Changes.SequenceEqual(other.Changes) && InForce.SequenceEqual(other.InForce);

    /// <summary>Value of a key, as text.</summary>
    public string this[string path] => ChangeableKeys.Get(now, path);

    /// <summary>Writes what was changed.</summary>
    public void Save(BinaryWriter state)
    {
        state.Write7BitEncodedInt(Changes.Count);
        foreach (var (path, value) in Changes)
        {
            state.Write(path);
            state.Write(value);
        }

        state.Write7BitEncodedInt(InForce.Length);
        foreach (var entry in InForce) state.Write7BitEncodedInt(entry);
    }

    /// <summary>The rules that <see cref="Save"/> wrote, for the same world.</summary>
    public static Rules Read(WorldModel world, BinaryReader state)
    {
        var changes = new List<KeyValuePair<string, string>>();
        for (var left = state.Read7BitEncodedInt(); left > 0; left--) changes.Add(new(state.ReadString(), state.ReadString()));
        var inForce = new int[state.Read7BitEncodedInt()];
        for (var e = 0; e < inForce.Length; e++) inForce[e] = state.Read7BitEncodedInt();
        return Of(world).With(changes).InForceOf(inForce);
    }
}
