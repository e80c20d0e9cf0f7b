using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Economy.Attention.Retrieval;

/// <summary>
/// The items with the greatest scores for each query of a block, the greatest first and the lower item first where scores are equal, kept
/// while the scores of one item after another go by.
/// </summary>
/// <typeparam name="T">Type of a score: a double, or an integer.</typeparam>
/// <param name="queries">Queries of a block, at most.</param>
/// <param name="length">Items to keep for each, ≥ 1.</param>
public sealed class TopLists<T>(int queries, int length)
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    private readonly T[] score = Filled(queries * length);
    private readonly int[] item = Unknown(queries * length);
    private readonly T[] least = Filled(queries);   // What an item must beat to come into the list of a query.

    /// <summary>Items kept for a query.</summary>
    public int Length => length;

    /// <summary>[length] The items of a query; −1 where there are fewer.</summary>
    public ReadOnlySpan<int> Items(int query) => item.AsSpan(query * length, length);

    /// <summary>[length] Their scores.</summary>
    public ReadOnlySpan<T> Scores(int query) => score.AsSpan(query * length, length);

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        score.AsSpan().Fill(T.MinValue);
        least.AsSpan().Fill(T.MinValue);
        item.AsSpan().Fill(-1);
    }

    /// <summary>Takes in the scores of items, which come in ascending order.</summary>
    /// <param name="scores">[items × stride] A row for each item: its score for the first queries of the block.</param>
    /// <param name="stride">Distance of rows; the last one may be shorter, and holds as many queries as there are.</param>
    /// <param name="first">Number of the first item.</param>
    public void Take(ReadOnlySpan<T> scores, int stride, int first)
    {
        var count = scores.Length % stride == 0 ? stride : scores.Length % stride;
        for (var (at, i) = (0, first); at < scores.Length; at += stride, i++) Take(scores.Slice(at, count), i);
    }

    private void Take(ReadOnlySpan<T> row, int number)
    {
        ref T of = ref MemoryMarshal.GetReference(row), bar = ref MemoryMarshal.GetReference(least.AsSpan());
        var q = 0;
        for (; q <= row.Length - Vector512<T>.Count; q += Vector512<T>.Count)
        {
            // Few items come in: most blocks of queries are passed by with one comparison.
            if (!Vector512.GreaterThanAny(Vector512.LoadUnsafe(ref of, (nuint)q), Vector512.LoadUnsafe(ref bar, (nuint)q))) continue;
            for (var lane = q; lane < q + Vector512<T>.Count; lane++) if (row[lane] > least[lane]) Insert(lane, row[lane], number);
        }

        for (; q < row.Length; q++) if (row[q] > least[q]) Insert(q, row[q], number);
    }

    private void Insert(int query, T value, int number)
    {
        var values = score.AsSpan(query * length, length);
        var items = item.AsSpan(query * length, length);
        var at = length - 1;
        for (; at > 0 && values[at - 1] < value; at--) (values[at], items[at]) = (values[at - 1], items[at - 1]);
        (values[at], items[at]) = (value, number);
        least[query] = values[^1];
    }

    private static T[] Filled(int count)
    {
        var values = new T[count];
        values.AsSpan().Fill(T.MinValue);
        return values;
    }

    private static int[] Unknown(int count)
    {
        var values = new int[count];
        values.AsSpan().Fill(-1);
        return values;
    }
}
