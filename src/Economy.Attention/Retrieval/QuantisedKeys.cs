using Economy.Attention.Numerics;

namespace Economy.Attention.Retrieval;

/// <summary>
/// Keys in eight bits: x ≈ scale·⌊x/scale⌉ with one scale for all of them, so that integer products rank as products do but for rounding.
/// </summary>
public sealed class QuantisedKeys
{
    /// <summary>Features whose products one instruction adds up.</summary>
    internal const int Group = 4;

    private readonly ReadOnlyMemory<double> exact;

    /// <param name="keys">[m × d] Keys, row-major; kept for <see cref="Refine"/>.</param>
    /// <param name="width">d.</param>
    public QuantisedKeys(ReadOnlyMemory<double> keys, int width)
    {
        (exact, Width, Count) = (keys, width, keys.Length / width);
        Padded = (width + Group - 1) / Group * Group;
        (Values, Offset) = (new sbyte[Count * Padded], new int[Count]);
        var most = 0.0;
        foreach (var x in keys.Span) most = Math.Max(most, Math.Abs(x));
        var scale = most > 0 ? most / sbyte.MaxValue : 1;
        for (var item = 0; item < Count; item++)
        {
            var row = Values.AsSpan(item * Padded, Padded);
            var sum = 0;
            for (var f = 0; f < width; f++) sum += row[f] = (sbyte)Math.Round(keys.Span[item * width + f] / scale);
            Offset[item] = -QuantisedBlock.Zero * sum;
        }
    }

    /// <summary>d.</summary>
    public int Width { get; }

    /// <summary>m.</summary>
    public int Count { get; }

    /// <summary>d, made a multiple of <see cref="Group"/>.</summary>
    internal int Padded { get; }

    /// <summary>[m × padded] Eight bits a number.</summary>
    internal sbyte[] Values { get; }

    /// <summary>[m] What the shift of queries to numbers without sign adds to the product with a key, to be taken off.</summary>
    internal int[] Offset { get; }

    /// <summary>Puts candidates into the order of exact products.</summary>
    /// <param name="query">[d] The query.</param>
    /// <param name="candidates">Rows of items; −1 where there are no more.</param>
    /// <param name="nearest">Receives the best, the best first, the lower item first where products are equal.</param>
    internal void Refine(ReadOnlySpan<double> query, ReadOnlySpan<int> candidates, Span<int> nearest)
    {
        Span<double> value = stackalloc double[nearest.Length];
        var filled = 0;
        foreach (var item in candidates)
        {
            if (item < 0) break;
            var (product, at) = (Reduction.Dot(query, exact.Span.Slice(item * Width, Width)), filled);
            while (at > 0 && (value[at - 1] < product || value[at - 1] == product && nearest[at - 1] > item)) at--;
            if (at == nearest.Length) continue;
            filled = Math.Min(nearest.Length, filled + 1);
            for (var m = filled - 1; m > at; m--) (value[m], nearest[m]) = (value[m - 1], nearest[m - 1]);
            (value[at], nearest[at]) = (product, item);
        }

        nearest[filled..].Fill(-1);
    }
}
