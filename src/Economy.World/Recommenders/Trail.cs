using System.Runtime.InteropServices;
using Economy.Core.State;

namespace Economy.World.Recommenders;

/// <summary>
/// What participants do with items of one sort, such as visits to places: events of the tick, counts, and who did what of late.
/// </summary>
/// <param name="typeOf">Row of each participant's type.</param>
/// <param name="items">Items.</param>
/// <param name="remembers">Whether somebody asks who did what.</param>
public sealed class Trail(ReadOnlyMemory<byte> typeOf, int items, bool remembers) : IResumable
{
    private readonly List<(int Participant, int Item)> events = [];
    private readonly double[] done = new double[items];

    /// <inheritdoc />
    string IResumable.Kind => "trail";

    /// <summary>What participants did of late: as it was known in the tick, until it is remembered.</summary>
    public Histories Histories { get; } = new(typeOf, remembers ? items : 0);

    /// <summary>Events of each item so far.</summary>
    public long[] SoFar { get; } = new long[items];

    /// <summary>Events of each item in the tick.</summary>
    public int[] Now { get; } = new int[items];

    /// <summary>The tick's events, by participant.</summary>
    public ReadOnlySpan<(int Participant, int Item)> Events => CollectionsMarshal.AsSpan(events);

    /// <summary>Begins a tick.</summary>
    public void Begin()
    {
        events.Clear();
        Now.AsSpan().Clear();
    }

    /// <summary>Takes in an event.</summary>
    public void Add(int participant, int item)
    {
        events.Add((participant, item));
        SoFar[item]++;
        Now[item]++;
    }

    /// <summary>The tick's events of a participant.</summary>
    /// <param name="participant">Who; not before the one asked for last.</param>
    /// <param name="first">Where its events may begin; moved on.</param>
    public ReadOnlySpan<(int Participant, int Item)> Of(int participant, ref int first)
    {
        while (first < events.Count && events[first].Participant < participant) first++;
        var end = first;
        while (end < events.Count && events[end].Participant == participant) end++;
        return Events[first..end];
    }

    /// <summary>Brings the histories to where the cells have theirs.</summary>
    public void Remember()
    {
        if (!remembers) return;
        var e = 0;
        for (var i = 0; i < typeOf.Length; i++)
        {
            done.AsSpan().Clear();
            for (; e < events.Count && events[e].Participant == i; e++) done[events[e].Item] = 1;
            Histories.Learn(i, done);
        }
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        Histories.Save(state);
        state.WriteColumn<long>(SoFar);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        Histories.Restore(state);
        state.ReadColumn<long>(SoFar);
    }
}
