using Economy.Attention.Numerics;

namespace Economy.Attention.Retrieval;

/// <summary>
/// What a query recalls of stored patterns: softmax(β·qKᵀ), a step of a modern Hopfield network (Ramsauer and others 2021, "Hopfield
/// networks is all you need", eq. 3). The greater β the closer to the nearest key alone.
/// </summary>
public static class Recall
{
    /// <summary>Puts weights exp(β·(x − top)) in the place of products, which are 1 at the greatest.</summary>
    /// <param name="products">[n] Products of the query with each key; receives the weights.</param>
    /// <param name="beta">β ≥ 0.</param>
    /// <param name="top">The greatest product, or a bound above all that matter.</param>
    /// <returns>What the weights add up to.</returns>
    public static double Weigh(Span<double> products, double beta, double top)
    {
        var total = 0.0;
        foreach (ref var x in products) total += x = DeterministicMath.Exp(beta * (x - top));
        return total;
    }
}
