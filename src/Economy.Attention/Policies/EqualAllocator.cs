using Economy.Attention.Rounding;
using Economy.Attention.Tiles;

namespace Economy.Attention.Policies;

/// <summary>Every task takes part of each pool alike.</summary>
[Policy("equal", "equal shares")]
internal sealed class EqualAllocator(AllocationOptions options) : PostedPriceAllocator(options)
{
    protected override IShareRule Rule(AllocationProblem problem, TileSweep sweep) =>
        new WeightedShares(problem, sweep, tile => Array.Fill(tile.Share, 1.0));
}
