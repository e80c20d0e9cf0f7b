using Economy.Attention.Rounding;
using Economy.Attention.Tiles;

namespace Economy.Attention.Policies;

/// <summary>Tasks take part of each pool in proportion to their bids.</summary>
[Policy("proportional", "shares proportional to bids")]
internal sealed class ProportionalAllocator(AllocationOptions options) : PostedPriceAllocator(options)
{
    protected override IShareRule Rule(AllocationProblem problem, TileSweep sweep) => new WeightedShares(problem, sweep, tile =>
    {
        for (int j = 0; j < problem.Pools; j++)
            problem.Bid.AsSpan(tile.First, tile.Count).CopyTo(tile.Share.AsSpan(j * TaskTile.Length));
    });
}
