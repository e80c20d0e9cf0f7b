namespace Economy.Reporting.Graphs;

/// <summary>
/// What each account does, as a vector: for every kind of link, side of it, thing and place ln(1 + how often), scaled to length 1.
/// </summary>
public sealed class Profiles
{
    private readonly Dictionary<(LinkKind Kind, bool Gives, int Thing, int Place), int> features = [];
    private readonly double[] values;

    /// <param name="graph">The graph.</param>
    /// <param name="links">The links that count.</param>
    public Profiles(RunGraph graph, IReadOnlyList<Link> links)
    {
        foreach (var link in links)
        {
            features.TryAdd(Of(graph, link, true), features.Count);
            features.TryAdd(Of(graph, link, false), features.Count);
        }

        Length = Math.Max(1, features.Count);
        values = new double[graph.Chart.Count * Length];
        foreach (var link in links)
        {
            values[link.From * Length + features[Of(graph, link, true)]]++;
            values[link.To * Length + features[Of(graph, link, false)]]++;
        }

        for (var account = 0; account < graph.Chart.Count; account++) Scale(values.AsSpan(account * Length, Length));
    }

    /// <summary>Numbers in a vector.</summary>
    public int Length { get; }

    /// <summary>[accounts × length] All vectors, row-major.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>The vector of an account; all 0 where it did nothing.</summary>
    public ReadOnlySpan<double> this[int account] => values.AsSpan(account * Length, Length);

    /// <summary>Visits differ by place; all else by what it was about.</summary>
    private static (LinkKind, bool, int, int) Of(RunGraph graph, in Link link, bool gives) =>
        (link.Kind, gives, link.Thing, link.Kind == LinkKind.Visit || link.To < graph.Chart.FirstParticipant ? link.To : -1);

    private static void Scale(Span<double> vector)
    {
        var square = 0.0;
        foreach (ref var v in vector)
        {
            v = Math.Log(1 + v);
            square += v * v;
        }

        if (square == 0) return;
        var length = Math.Sqrt(square);
        foreach (ref var v in vector) v /= length;
    }
}
