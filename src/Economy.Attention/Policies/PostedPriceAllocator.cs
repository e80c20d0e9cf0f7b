using Economy.Attention.Rounding;
using Economy.Attention.Tiles;

namespace Economy.Attention.Policies;

/// <summary>
/// A policy that finds no prices: real shares from a rule (or none), filling in an order, by default that of greedy, and
/// payments at the posted prices, or at the bid where that is less: what is left over goes to who wants it, so that no policy
/// is judged by the room that its prices leave. The certificate uses the better of the posted and the zero prices.
/// </summary>
internal sealed class PostedPriceAllocator(
    string name, AllocationOptions options,
    Func<AllocationProblem, TileSweep, IShareRule>? rule, Func<AllocationProblem, FillOrder>? first = null) : IAllocator
{
    private readonly Increments _increments = new();

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public AllocationReport Allocate(AllocationProblem problem, IShareConsumer consumer)
    {
        problem.ThrowIfInvalid();
        var sweep = new TileSweep(problem, options.Engine.Score, options.Threads);
        double[] price = [.. problem.PostedPrice];
        _increments.Reset(problem.Tasks);
        var units = new UnitAllocation(problem, sweep, _increments);
        if (rule is not null) units.Place(rule(problem, sweep));
        units.Fill(first?.Invoke(problem) ?? new SurplusOrder(problem, new double[price.Length]));
        double bound = Certificate.Bound(problem, sweep, price, new double[price.Length]);
        return units.Hand(consumer, price, bound, passes: 0);
    }
}
