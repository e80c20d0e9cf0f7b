using Economy.Attention;
using Economy.Core.Books;

namespace Economy.Simulation.Post;

/// <summary>Passes the revenue of pools on to their owners: equal parts by largest remainder, to the unit.</summary>
internal sealed class Revenue(World world, Journal journal)
{
    /// <summary>Posts the dividends of a tick.</summary>
    /// <param name="poolRevenue">Revenue of each pool, minor units.</param>
    public void Distribute(ReadOnlySpan<long> poolRevenue)
    {
        journal.Open();
        for (var j = 0; j < world.Pools.Count; j++)
        {
            if (world.Pools[j].Owner is not { } owner || poolRevenue[j] == 0) continue;
            var (first, owners) = world.Range(owner).GetOffsetAndLength(world.Participants);
            if (owners == 0) continue;
            var (each, more) = Math.DivRem(poolRevenue[j], owners);
            for (var i = 0; i < owners; i++)
                journal.Move(world.Chart.Provider(j), world.Chart.Participant(first + i), TokenId.Currency, each + (i < more ? 1 : 0), Instrument.Dividend);
        }
    }
}
