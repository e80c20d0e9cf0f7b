namespace Economy.Reporting.Graphs;

/// <summary>
/// Retrieval by attention: what a query recalls of stored patterns, softmax(β·qKᵀ) (a step of a modern Hopfield network: Ramsauer and
/// others 2021, "Hopfield networks is all you need", eq. 3). The greater β the closer to the nearest key alone.
/// </summary>
public static class AssociativeMemory
{
    /// <summary>The weight of every key.</summary>
    /// <param name="query">[d] The query.</param>
    /// <param name="keys">[n × d] The keys, row-major.</param>
    /// <param name="beta">β ≥ 0; +∞ shares all of it among the nearest keys.</param>
    /// <returns>[n] Weights that add up to 1.</returns>
    public static double[] Weights(ReadOnlySpan<double> query, ReadOnlySpan<double> keys, double beta)
    {
        ArgumentOutOfRangeException.ThrowIfZero(query.Length);
        var weights = new double[keys.Length / query.Length];
        var (top, total) = (double.NegativeInfinity, 0.0);
        for (var k = 0; k < weights.Length; k++)
        {
            weights[k] = Dot(query, keys.Slice(k * query.Length, query.Length));
            top = Math.Max(top, weights[k]);
        }

        for (var k = 0; k < weights.Length; k++)
        {
            weights[k] = weights[k] == top ? 1 : Math.Exp(beta * (weights[k] - top));
            total += weights[k];
        }

        for (var k = 0; k < weights.Length; k++) weights[k] /= total;
        return weights;
    }

    /// <summary>What is recalled: the values of the keys, by their weights.</summary>
    /// <param name="query">[d] The query.</param>
    /// <param name="keys">[n × d] The keys.</param>
    /// <param name="values">[n] A value for each key.</param>
    /// <param name="beta">As in <see cref="Weights"/>.</param>
    public static double Recall(ReadOnlySpan<double> query, ReadOnlySpan<double> keys, ReadOnlySpan<double> values, double beta) =>
        Dot(Weights(query, keys, beta), values);

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
