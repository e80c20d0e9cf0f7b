using Economy.Core.State;

namespace Economy.World.Subsystems.Serving;

/// <summary>Groups of participants that stay together: who has none takes the first free seat.</summary>
/// <param name="seats">Members of a party at most.</param>
public sealed class Parties(int seats) : IResumable
{
    private readonly List<HashSet<int>> members = [];
    private readonly Dictionary<int, int> partyOf = [];

    /// <summary>Forgets those who left; their seats are free.</summary>
    public void Forget(IReadOnlySet<int> left)
    {
        foreach (var gone in left) if (partyOf.Remove(gone, out var party)) members[party].Remove(gone);
    }

    /// <summary>Guests by party, each party in the order of its guests.</summary>
    /// <param name="guests">Rows of the guests; those without a party find one, in this order.</param>
    /// <param name="owner">The participant of a row.</param>
    public IEnumerable<int[]> Sides(IReadOnlyList<int> guests, Func<int, int> owner)
    {
        var free = 0;
        foreach (var guest in guests.Select(owner).Where(guest => !partyOf.ContainsKey(guest)))
        {
            while (free < members.Count && members[free].Count >= seats) free++;
            if (free == members.Count) members.Add([]);
            members[free].Add(guest);
            partyOf[guest] = free;
        }

        return guests.GroupBy(guest => partyOf[owner(guest)]).OrderBy(side => side.Key).Select(side => side.ToArray());
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        int[] participants = [.. partyOf.Keys.Order()];
        state.WriteColumn<int>(participants);
        state.WriteColumn<int>([.. participants.Select(p => partyOf[p])]);
        state.Write(members.Count);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        members.Clear();
        partyOf.Clear();
        var (participants, parties) = (state.ReadColumn<int>(), state.ReadColumn<int>());
        for (var left = state.ReadInt32(); left > 0; left--) members.Add([]);
        for (var i = 0; i < participants.Length; i++)
        {
            partyOf[participants[i]] = parties[i];
            members[parties[i]].Add(participants[i]);
        }
    }
}
