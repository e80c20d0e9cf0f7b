using Economy.Core.Books;
using Economy.World.Tick;

namespace Economy.World.Tick.Post;

/// <summary>Passes the revenue of pools and issues on to their owners: equal parts by largest remainder, to the unit.</summary>
internal sealed class Revenue(WorldModel world, TickState tick)
{
    /// <summary>Posts the dividends of a tick.</summary>
    /// <param name="poolRevenue">Revenue of each pool, then of each issue, minor units.</param>
    /// <remarks>The owners are the active participants of the owner type; where there are none the provider keeps it.</remarks>
    public void Distribute(ReadOnlySpan<long> poolRevenue)
    {
        var journal = tick.Journal;
        journal.Open();
        for (var j = 0; j < poolRevenue.Length; j++)
        {
            var ownedBy = j < world.Pools.Count ? world.Pools[j].Owner : world.Issues[j - world.Pools.Count].Spec.Owner;
            if (ownedBy is not { } owner || poolRevenue[j] == 0) continue;
            var owners = tick.Population.ActiveOf(world.TypeRow(owner));
            if (owners.Count == 0) continue;
            var (each, more) = Math.DivRem(poolRevenue[j], owners.Count);
            for (var i = 0; i < owners.Count; i++)
                journal.Move(world.Chart.Provider(j), world.Chart.Participant(owners[i]), TokenId.Currency, each + (i < more ? 1 : 0), Instrument.Dividend);
        }
    }
}
