using Economy.Core.State;

namespace Economy.World.Subsystems.Serving;

/// <summary>What sessions ask for in the next tick, in places in which that depends on what was served before.</summary>
/// <param name="first">Of each place, the multiple that a first session asks for; null where sessions always ask for the same.</param>
public sealed class StageNeeds(double?[] first) : IResumable
{
    private readonly Dictionary<int, double>?[] later = [.. first.Select(f => f is null ? null : new Dictionary<int, double>())];

    /// <summary>Whether there is any such place.</summary>
    public bool Any { get; } = Array.Exists(first, f => f is not null);

    /// <summary>Multiple of what sessions need that one of a participant asks for in a place.</summary>
    public double Of(int place, int participant) =>
        later[place] is { } known ? known.TryGetValue(participant, out var needs) ? needs : first[place]!.Value : 1;

    /// <summary>Takes in what a place says; of those it does not name the first multiple holds.</summary>
    public void Learn(int place, IReadOnlyList<(int Participant, double Needs)> needs)
    {
        if (later[place] is not { } known) return;
        known.Clear();
        foreach (var (participant, multiple) in needs) known[participant] = multiple;
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        foreach (var known in later)
        {
            if (known is null) continue;
            int[] participants = [.. known.Keys.Order()];
            state.WriteColumn<int>(participants);
            state.WriteColumn<double>([.. participants.Select(p => known[p])]);
        }
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        foreach (var known in later)
        {
            if (known is null) continue;
            known.Clear();
            var (participants, needs) = (state.ReadColumn<int>(), state.ReadColumn<double>());
            for (var i = 0; i < participants.Length; i++) known.Add(participants[i], needs[i]);
        }
    }
}
