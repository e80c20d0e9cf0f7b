using System.Collections.Immutable;

namespace Economy.World.Recommenders;

/// <summary>Where every participant was in a tick, recommenders aside: a bit for each subsystem.</summary>
/// <param name="Bits">[participants × words] Empty where nobody asks.</param>
/// <param name="Words">Words of 64 bits a participant.</param>
public readonly record struct Presence(ImmutableArray<ulong> Bits, int Words)
{
    /// <summary>Of nobody yet.</summary>
    public static Presence First(WorldModel world) =>
        WordsOf(world) is var words && world.ShowsPeople ? new([.. new ulong[world.Participants * words]], words) : new([], 0);

    /// <summary>Of the sessions of a tick.</summary>
    public static Presence Of(WorldModel world, ReadOnlySpan<(int Participant, int Place)> visits)
    {
        if (!world.ShowsPeople) return new([], 0);
        var words = WordsOf(world);
        var bits = new ulong[world.Participants * words];
        foreach (var (participant, place) in visits)
            if (world.Subsystems[place] is not Recommender) bits[participant * words + place / 64] |= 1UL << (place % 64);
        return new([.. bits], words);
    }

    private static int WordsOf(WorldModel world) => (world.Subsystems.Length + 63) / 64;

    /// <summary>Whether a participant was somewhere.</summary>
    public bool WasSomewhere(int participant)
    {
        foreach (var word in Bits.AsSpan(participant * Words, Words)) if (word != 0) return true;
        return false;
    }

    /// <summary>Whether a participant was at a place.</summary>
    public bool WasAt(int participant, int place) => (Bits[participant * Words + place / 64] >> (place % 64) & 1) != 0;
}
