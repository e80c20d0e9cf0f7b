using Economy.Core.State;

namespace Economy.World.Subsystems.Serving;

/// <summary>What a place remembers of participants, those whom it has met.</summary>
/// <typeparam name="TMemory">What it remembers of one.</typeparam>
public sealed class Memories<TMemory> : IResumable
    where TMemory : unmanaged
{
    private readonly Dictionary<int, TMemory> of = [];

    /// <summary>How many it remembers.</summary>
    public int Count => of.Count;

    /// <summary>What it remembers of a participant; null where it has not met it.</summary>
    public TMemory? this[int participant]
    {
        get => of.TryGetValue(participant, out var memory) ? memory : null;
        set
        {
            if (value is { } memory) of[participant] = memory;
            else of.Remove(participant);
        }
    }

    /// <summary>How many are as they are asked to be.</summary>
    public int CountOf(Predicate<TMemory> asked) => of.Values.Count(memory => asked(memory));

    /// <summary>Those who are as they are asked to be, ascending.</summary>
    public IEnumerable<int> Of(Predicate<TMemory> asked) => of.Where(m => asked(m.Value)).Select(m => m.Key).Order();

    /// <summary>Changes all.</summary>
    public void Change(Func<TMemory, TMemory> into)
    {
        foreach (var participant in of.Keys.ToArray()) of[participant] = into(of[participant]);
    }

    /// <summary>Forgets those who left; how many of them were as they are asked to be.</summary>
    public int Forget(IReadOnlySet<int> left, Predicate<TMemory> asked) =>
        left.Count(gone => of.Remove(gone, out var memory) && asked(memory));

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        int[] participants = [.. of.Keys.Order()];
        state.WriteColumn<int>(participants);
        state.WriteColumn<TMemory>([.. participants.Select(p => of[p])]);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        of.Clear();
        var participants = state.ReadColumn<int>();
        var memories = state.ReadColumn<TMemory>();
        for (var i = 0; i < participants.Length; i++) of.Add(participants[i], memories[i]);
    }
}
