using Economy.Core.Books;

namespace Economy.World.Post;

/// <summary>Passes the revenue of pools and issues on to their owners: equal parts by largest remainder, to the unit.</summary>
internal sealed class Revenue(WorldModel world, Journal journal)
{
    /// <summary>Posts the dividends of a tick.</summary>
    /// <param name="poolRevenue">Revenue of each pool, then of each issue, minor units.</param>
    /// <param name="population">Whose participants own: the active ones of the owner type; where there are none the provider keeps it.</param>
    public void Distribute(ReadOnlySpan<long> poolRevenue, Population population)
    {
        journal.Open();
        for (var j = 0; j < poolRevenue.Length; j++)
        {
            var ownedBy = j < world.Pools.Count ? world.Pools[j].Owner : world.Issues[j - world.Pools.Count].Spec.Owner;
            if (ownedBy is not { } owner || poolRevenue[j] == 0) continue;
            var owners = population.ActiveOf(world.TypeRow(owner));
            if (owners.Count == 0) continue;
            var (each, more) = Math.DivRem(poolRevenue[j], owners.Count);
            for (var i = 0; i < owners.Count; i++)
                journal.Move(world.Chart.Provider(j), world.Chart.Participant(owners[i]), TokenId.Currency, each + (i < more ? 1 : 0), Instrument.Dividend);
        }
    }
}
