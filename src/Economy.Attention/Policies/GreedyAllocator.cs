namespace Economy.Attention.Policies;

/// <summary>The order in which every policy fills what is left, and nothing before it.</summary>
[Policy("greedy", "greedy by bid over normalised demand")]
internal sealed class GreedyAllocator(AllocationOptions options) : PostedPriceAllocator(options);
