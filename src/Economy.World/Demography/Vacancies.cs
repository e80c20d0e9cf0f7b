using Economy.Core.State;

namespace Economy.World.Demography;

/// <summary>Accounts that an entrant may take, by type: those nobody has had, by number; then those that were left, the longest first.</summary>
internal sealed class Vacancies : IResumable
{
    private readonly WorldModel world;
    private readonly Queue<int>[] free;

    /// <param name="world">What stays fixed.</param>
    public Vacancies(WorldModel world)
    {
        this.world = world;
        free = [.. world.Types.Select(_ => new Queue<int>())];
        for (var i = world.InitialParticipants; i < world.Participants; i++) Add(i);
    }

    /// <summary>Takes an account for a participant of a type; false where none is free.</summary>
    public bool TryTake(int type, out int account) => free[type].TryDequeue(out account);

    /// <summary>Sets an account free.</summary>
    public void Add(int account) => free[world.TypeOf[account]].Enqueue(account);

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        foreach (var accounts in free)
        {
            state.Write(accounts.Count);
            foreach (var account in accounts) state.Write(account);
        }
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        foreach (var accounts in free)
        {
            accounts.Clear();
            for (var left = state.ReadInt32(); left > 0; left--) accounts.Enqueue(state.ReadInt32());
        }
    }
}
