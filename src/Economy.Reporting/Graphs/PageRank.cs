namespace Economy.Reporting.Graphs;

/// <summary>
/// Personalised PageRank: where one is, who goes from node to node along edges in proportion to their weight, and with chance 1 − d, or
/// where there is no way on, begins anew: r = (1 − d)·e + d·(Pᵀr + e·r(dead ends)) (Page, Brin, Motwani and Winograd 1999; Haveliwala 2002).
/// </summary>
public static class PageRank
{
    private const int MostRounds = 10_000;

    /// <summary>Ranks every node.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="origin">[n] Where one begins anew: chances that add up to 1.</param>
    /// <param name="damping">d, 0 ≤ d &lt; 1.</param>
    /// <param name="tolerance">
    /// What one more round changes at most, added up over the nodes; the ranks are then within d/(1 − d) times it of the solution.
    /// </param>
    /// <returns>[n] Chances that add up to 1.</returns>
    public static double[] Of(Adjacency graph, ReadOnlySpan<double> origin, double damping = 0.85, double tolerance = 1e-14)
    {
        var (rank, next) = (origin.ToArray(), new double[graph.Nodes]);
        for (var round = 0; round < MostRounds; round++)
        {
            Step(graph, rank, origin, damping, next);
            var change = 0.0;
            for (var n = 0; n < rank.Length; n++) change += Math.Abs(next[n] - rank[n]);
            (rank, next) = (next, rank);
            if (change <= tolerance) break;
        }

        return rank;
    }

    private static void Step(Adjacency graph, double[] rank, ReadOnlySpan<double> origin, double damping, double[] next)
    {
        next.AsSpan().Clear();
        var lost = 0.0;
        for (var n = 0; n < rank.Length; n++)
        {
            var to = graph.Of(n);
            var weight = graph.Weights(n);
            var total = 0.0;
            foreach (var w in weight) total += w;
            if (total == 0) lost += rank[n];
            else for (var e = 0; e < to.Length; e++) next[to[e]] += damping * rank[n] * weight[e] / total;
        }

        for (var n = 0; n < next.Length; n++) next[n] += (1 - damping + damping * lost) * origin[n];
    }
}
