namespace Economy.Reporting.Graphs;

/// <summary>A weighted graph without directions: for every node its neighbours, by row.</summary>
public sealed class Adjacency
{
    private readonly int[] start;
    private readonly int[] neighbour;
    private readonly double[] weight;

    private Adjacency(int[] start, int[] neighbour, double[] weight) => (this.start, this.neighbour, this.weight) = (start, neighbour, weight);

    /// <summary>Number of nodes.</summary>
    public int Nodes => start.Length - 1;

    /// <summary>The graph of some edges; those between the same two nodes count together.</summary>
    /// <param name="nodes">Number of nodes.</param>
    /// <param name="edges">Two nodes and a weight &gt; 0 each; an edge of a node to itself counts for nothing.</param>
    public static Adjacency Of(int nodes, IEnumerable<(int A, int B, double Weight)> edges)
    {
        var sums = new Dictionary<(int, int), double>();
        foreach (var (a, b, w) in edges)
        {
            if (a == b) continue;
            sums[(a, b)] = sums.GetValueOrDefault((a, b)) + w;
            sums[(b, a)] = sums.GetValueOrDefault((b, a)) + w;
        }

        var sorted = sums.OrderBy(e => e.Key).ToList();
        var start = new int[nodes + 1];
        foreach (var (key, _) in sorted) start[key.Item1 + 1]++;
        for (var n = 0; n < nodes; n++) start[n + 1] += start[n];
        return new(start, [.. sorted.Select(e => e.Key.Item2)], [.. sorted.Select(e => e.Value)]);
    }

    /// <summary>The neighbours of a node.</summary>
    public ReadOnlySpan<int> Of(int node) => neighbour.AsSpan(start[node]..start[node + 1]);

    /// <summary>The weights of the edges to them, in the same order.</summary>
    public ReadOnlySpan<double> Weights(int node) => weight.AsSpan(start[node]..start[node + 1]);
}
