using Economy.Attention.Rounding;
using Economy.Attention.Tiles;

namespace Economy.Attention.Policies;

/// <summary>Dominant-resource fairness over pools, see <see cref="ProgressiveFilling"/>.</summary>
[Policy("drf", "dominant-resource fairness over pools")]
internal sealed class DrfAllocator(AllocationOptions options) : PostedPriceAllocator(options)
{
    protected override IShareRule Rule(AllocationProblem problem, TileSweep sweep) => new ProgressiveFilling(problem, sweep);
}
