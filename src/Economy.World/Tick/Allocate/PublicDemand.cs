using Economy.Core.Books;
using Economy.World.Actors;
using Economy.World.Markets;
using Economy.World.Money;

namespace Economy.World.Tick.Allocate;

/// <summary>The compute that the treasury bids for in a tick, as tasks beside those of the participants: they come last.</summary>
/// <param name="world">What stays fixed.</param>
internal sealed class PublicDemand(WorldModel world)
{
    private readonly Proposals proposals = new(0);
    private readonly List<(int Pool, int[] NeedsMilli)> asked = [];

    /// <summary>Pool of a demand.</summary>
    public int PoolOf(int row) => asked[row].Pool;

    /// <summary>Demand for a resource, milli-units.</summary>
    public int NeedOf(int row, int resource) => asked[row].NeedsMilli[resource];

    /// <summary>Money of the treasury, less what it pays for compute in the tick, and the last prices.</summary>
    public static PublicMeans Means(TickState tick, long paid) => new(
        tick.Ledger[AccountId.Treasury, TokenId.Currency] - paid, asset => tick.Board.AssetPrice[tick.World.AssetRow(asset)]);

    /// <summary>All that is proposed in the tick.</summary>
    public IReadOnlyList<Proposals> Beside(TickState tick)
    {
        asked.Clear();
        proposals.Clear();
        if (!tick.Rules.Levies.DemandsCompute) return tick.Proposals;
        var bids = (List<PublicTask>)tick.Stage.Ask(tick.Tick, [tick.Treasury], [new PublicBidding(tick.Tick, tick.Rules.Levies, Means(tick, 0))])[0];
        foreach (var bid in bids)
        {
            proposals.Tasks.Add(new TaskProposal(Traders.Treasury, TaskSource.Public(asked.Count), bid.Bid, world.TickSeconds));
            asked.Add((world.Pools.ToList().FindIndex(p => p.Name == bid.Pool), Array.ConvertAll(Pool.Milli(bid.Needs), n => checked((int)n))));
        }

        return [.. tick.Proposals, proposals];
    }
}
