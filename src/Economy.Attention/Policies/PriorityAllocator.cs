using Economy.Attention.Rounding;

namespace Economy.Attention.Policies;

/// <summary>First come, first served, at the first pool that has room.</summary>
[Policy("priority", "first come, first served")]
internal sealed class PriorityAllocator(AllocationOptions options) : PostedPriceAllocator(options)
{
    protected override FillOrder Order(AllocationProblem problem) => new QueueOrder(problem);
}
