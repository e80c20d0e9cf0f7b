using Economy.Attention.Rounding;
using Economy.Attention.Scores;
using Economy.Attention.Tiles;

namespace Economy.Attention.Policies;

/// <summary>
/// A policy that finds no prices: real shares from a rule (or none), filling in an order, by default that of greedy, and
/// payments at the posted prices, or at the bid where that is less: what is left over goes to who wants it, so that no policy
/// is judged by the room that its prices leave. The certificate uses the better of the posted and the zero prices.
/// </summary>
internal abstract class PostedPriceAllocator(AllocationOptions options) : IAllocator
{
    private readonly Increments _increments = new();

    /// <inheritdoc/>
    public string Name => Allocators.NameOf(GetType());

    /// <inheritdoc/>
    public AllocationReport Allocate(AllocationProblem problem, IShareConsumer consumer)
    {
        problem.ThrowIfInvalid();
        var sweep = new TileSweep(problem, TiledScoreBackend.Of(options).Score, options.Threads);
        double[] price = [.. problem.PostedPrice];
        _increments.Reset(problem.Tasks);
        var units = new UnitAllocation(problem, sweep, _increments);
        var certificate = new Certificate(problem, sweep.Chunks, price, new double[price.Length]);
        if (Rule(problem, sweep) is { } rule) units.Place(rule, certificate.Add);
        else sweep.Parallel(certificate.Add);
        units.Fill(Order(problem));
        return units.Hand(consumer, price, certificate.Bound(), passes: 0);
    }

    /// <summary>The real shares; null leaves everything to the filling.</summary>
    protected virtual IShareRule? Rule(AllocationProblem problem, TileSweep sweep) => null;

    /// <summary>Who is served first where there is room.</summary>
    protected virtual FillOrder Order(AllocationProblem problem) => new SurplusOrder(problem, new double[problem.CapacityMilli.Length]);
}
