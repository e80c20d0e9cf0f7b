using Economy.Reporting.Graphs;

namespace Economy.Tests.Reporting.Graphs;

/// <summary>Ranks and retrieval against what is known of them. Tolerances were stated before the first run.</summary>
public sealed class GraphLaws
{
    private const int Nodes = 60, Groups = 6;

    /// <summary>(I − d·Pᵀ)·r = (1 − d)·e, solved by elimination: 1e-12.</summary>
    [Fact]
    public void Personalised_PageRank_by_iteration_is_the_solution_of_its_equations()
    {
        for (var world = 0; world < 10; world++)
        {
            var (random, n) = (new System.Random(world), 12);
            var edges = Enumerable.Range(0, 20).Select(_ => (random.Next(n - 2), random.Next(n - 2), 1.0 + random.Next(5))).ToList();
            var graph = Adjacency.Of(n, edges);   // The last two nodes have no edge.
            double[] origin = [.. Enumerable.Range(0, n).Select(i => i == 3 ? 0.75 : i == n - 1 ? 0.25 : 0)];
            var rank = PageRank.Of(graph, origin);
            Assert.Equal(1, rank.Sum(), 1e-12);
            Assert.All(rank.Zip(Solved(graph, origin, 0.85)), r => Assert.Equal(r.Second, r.First, 1e-12));
        }
    }

    /// <summary>The articles that the project comes from print other weights; five equal ones are 0.2 each, and the result is 3.</summary>
    [Fact]
    public void Five_equal_keys_with_values_one_to_five_recall_three()
    {
        double[] keys = [0.6, 0.8, 0.6, 0.8, 0.6, 0.8, 0.6, 0.8, 0.6, 0.8];
        Assert.All(AssociativeMemory.Weights([0.3, 0.9], keys, 7), w => Assert.Equal(0.2, w, 1e-15));
        Assert.Equal(3.0, AssociativeMemory.Recall([0.3, 0.9], keys, [1, 2, 3, 4, 5], 7), 1e-14);
    }

    [Fact]
    public void Without_bound_on_beta_the_nearest_key_is_recalled()
    {
        var random = new System.Random(5);
        for (var i = 0; i < 100; i++)
        {
            double[] query = Draw(random, 4), keys = Draw(random, 40), values = Draw(random, 10);
            var nearest = Enumerable.Range(0, 10).MaxBy(k => Enumerable.Range(0, 4).Sum(d => query[d] * keys[4 * k + d]));
            Assert.Equal(values[nearest], AssociativeMemory.Recall(query, keys, values, double.PositiveInfinity));
            Assert.Equal(values.Average(), AssociativeMemory.Recall(query, keys, values, 0), 1e-12);
        }
    }

    /// <summary>
    /// Who trades within groups is found again by rank; on a graph with the same edges put between other ends the reciprocal rank of a pair
    /// that was left out is that of chance, H_m/m over the m candidates (mean of 400 pairs: within four standard errors).
    /// </summary>
    [Fact]
    public void On_a_graph_with_shuffled_edges_the_reciprocal_rank_is_that_of_chance()
    {
        var random = new System.Random(11);
        var pairs = Enumerable.Range(0, 900).Select(_ => Pair(random)).ToList();
        var ends = pairs.Select(p => p.B).ToArray();
        random.Shuffle(ends);
        List<(int A, int B)> shuffled = [.. pairs.Zip(ends, (p, b) => (p.A, b)).Where(p => p.A != p.b)];
        int m = Nodes - 1;
        var (chance, square) = (Enumerable.Range(1, m).Average(r => 1.0 / r), Enumerable.Range(1, m).Average(r => 1.0 / r / r));
        var error = Math.Sqrt((square - chance * chance) / 400);
        // Pairs that are drawn anew belong to the groups, but on the shuffled graph say nothing of it.
        Assert.InRange(MeanReciprocalRank(shuffled, random), chance - 4 * error, chance + 4 * error);
        Assert.True(MeanReciprocalRank(pairs, random) > 3 * chance);
    }

    private static double MeanReciprocalRank(List<(int A, int B)> edges, System.Random random)
    {
        var graph = Adjacency.Of(Nodes, edges.Select(e => (e.A, e.B, 1.0)));
        var ranks = Enumerable.Range(0, Nodes).Select(a =>
        {
            var origin = new double[Nodes];
            origin[a] = 1;
            return PageRank.Of(graph, origin, tolerance: 1e-10);
        }).ToList();
        return Enumerable.Range(0, 400).Select(_ => Pair(random))
            .Average(p => 1.0 / (1 + Enumerable.Range(0, Nodes).Count(c => c != p.A && ranks[p.A][c] > ranks[p.A][p.B])));
    }

    private static (int A, int B) Pair(System.Random random)
    {
        var (a, step) = (random.Next(Nodes), 1 + random.Next(Nodes / Groups - 1));
        return (a, (a + step * Groups) % Nodes);
    }

    private static double[] Draw(System.Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];

    private static double[] Solved(Adjacency graph, double[] origin, double damping)
    {
        var n = graph.Nodes;
        var a = new double[n, n + 1];
        for (var to = 0; to < n; to++)
        {
            (a[to, to], a[to, n]) = (1, (1 - damping) * origin[to]);
        }

        for (var from = 0; from < n; from++)
        {
            var (total, ends, weights) = (graph.Weights(from).ToArray().Sum(), graph.Of(from).ToArray(), graph.Weights(from).ToArray());
            if (total == 0) for (var to = 0; to < n; to++) a[to, from] -= damping * origin[to];
            for (var e = 0; e < ends.Length; e++) a[ends[e], from] -= damping * weights[e] / total;
        }

        for (var p = 0; p < n; p++)
        {
            var best = Enumerable.Range(p, n - p).MaxBy(r => Math.Abs(a[r, p]));
            for (var c = 0; c <= n; c++) (a[p, c], a[best, c]) = (a[best, c], a[p, c]);
            for (var r = 0; r < n; r++)
            {
                if (r == p) continue;
                var f = a[r, p] / a[p, p];
                for (var c = p; c <= n; c++) a[r, c] -= f * a[p, c];
            }
        }

        return [.. Enumerable.Range(0, n).Select(r => a[r, n] / a[r, r])];
    }
}
