using Economy.Attention.Policies;
using Economy.Attention.Rounding;

namespace Economy.Attention;

/// <summary>The policies by name. All share the same scaling, rounding, filling and payments.</summary>
public static class Allocators
{
    /// <summary>Every name that <see cref="Create"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = ["equal", "proportional", "priority", "drf", "softmax", "softmax-best", "greedy", "eisenberg-gale", "attention"];

    /// <summary>A new allocator.</summary>
    /// <exception cref="ArgumentException">The name is not one of <see cref="Names"/>.</exception>
    public static IAllocator Create(string policy, AllocationOptions options) => policy switch
    {
        "equal" => new PostedPriceAllocator(policy, options, (p, s) => new WeightedShares(p, s, TaskWeights.Equal())),
        "proportional" => new PostedPriceAllocator(policy, options, (p, s) => new WeightedShares(p, s, TaskWeights.Proportional(p))),
        "priority" => new PostedPriceAllocator(policy, options, rule: null, p => new QueueOrder(p)),
        "drf" => new PostedPriceAllocator(policy, options, (p, s) => new ProgressiveFilling(p, s)),
        "softmax" => new PostedPriceAllocator(policy, options,
            (p, s) => new WeightedShares(p, s, TaskWeights.Softmax(p, s, options.SoftmaxTemperature))),
        "softmax-best" => new BestSoftmaxAllocator(options),
        "greedy" => new PostedPriceAllocator(policy, options, rule: null),
        "eisenberg-gale" => new EisenbergGaleAllocator(options),
        "attention" => new AttentionAllocator(options),
        _ => throw new ArgumentException($"unknown allocation policy '{policy}'; known: {string.Join(", ", Names)}", nameof(policy)),
    };
}
