using Economy.Attention.Numerics;

namespace Economy.Attention.Retrieval;

/// <summary>
/// The k items whose keys have the greatest products with each query, in blocks that stay in the cache: there is never an n × m matrix.
/// </summary>
public static class NearestItems
{
    private const int Queries = 256, Items = 128;

    /// <summary>Exactly; of equal products the lower item comes first.</summary>
    /// <param name="queries">[n × d] Queries, row-major.</param>
    /// <param name="keys">[m × d] Keys, row-major.</param>
    /// <param name="width">d.</param>
    /// <param name="k">Items for each query.</param>
    /// <param name="nearest">[n × k] Receives rows of items, the best first; −1 where there are fewer.</param>
    /// <param name="threads">Threads; results do not depend on them.</param>
    public static void Exact(ReadOnlyMemory<double> queries, ReadOnlyMemory<double> keys, int width, int k, Memory<int> nearest,
        int threads = 1)
    {
        var (n, m) = (queries.Length / width, keys.Length / width);
        Blocks(n, threads, () => (Lists: new TopLists<double>(Queries, k), Scores: new double[Items * Queries]), (first, count, own) =>
        {
            own.Lists.Clear();
            for (var item = 0; item < m; item += Items)
            {
                var items = Math.Min(Items, m - item);
                var scores = own.Scores.AsSpan(0, items * count);
                ScoreKernel.Multiply(
                    queries.Span.Slice(first * width, count * width), keys.Span.Slice(item * width, items * width), width, scores, count);
                own.Lists.Take(scores, count, item);
            }

            for (var q = 0; q < count; q++) own.Lists.Items(q).CopyTo(nearest.Span[((first + q) * k)..]);
        });
    }

    /// <summary>
    /// By keys of eight bits, and exactly among those that come first by them. Integers are exact: neither threads nor processors change
    /// which items are found.
    /// </summary>
    /// <param name="queries">[n × d] Queries, row-major.</param>
    /// <param name="keys">Keys of eight bits.</param>
    /// <param name="candidates">Items that are looked at exactly, ≥ k; 0 takes the order of the eight bits.</param>
    /// <param name="k">Items for each query.</param>
    /// <param name="nearest">[n × k] Receives rows of items, the best first.</param>
    /// <param name="threads">Threads.</param>
    public static void Quantised(ReadOnlyMemory<double> queries, QuantisedKeys keys, int candidates, int k, Memory<int> nearest,
        int threads = 1)
    {
        var (n, kept) = (queries.Length / keys.Width, Math.Max(k, candidates));
        Blocks(n, threads, () => new QuantisedBlock(keys, Queries, Items, kept), (first, count, own) =>
        {
            own.Rank(queries.Span.Slice(first * keys.Width, count * keys.Width));
            for (var q = 0; q < count; q++)
            {
                var found = own.Lists.Items(q);
                var result = nearest.Span.Slice((first + q) * k, k);
                if (candidates == 0) found[..k].CopyTo(result);
                else keys.Refine(queries.Span.Slice((first + q) * keys.Width, keys.Width), found, result);
            }
        });
    }

    private static void Blocks<TOwn>(int n, int threads, Func<TOwn> own, Action<int, int, TOwn> rank) =>
        Parallel.For(0, (n + Queries - 1) / Queries, new ParallelOptions { MaxDegreeOfParallelism = threads }, own, (block, _, mine) =>
        {
            rank(block * Queries, Math.Min(Queries, n - block * Queries), mine);
            return mine;
        }, _ => { });
}
