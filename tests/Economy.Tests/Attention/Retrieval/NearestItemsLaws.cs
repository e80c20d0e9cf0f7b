using Economy.Attention.Retrieval;

namespace Economy.Tests.Attention.Retrieval;

/// <summary>Blocked ranking against sorting everything.</summary>
public sealed class NearestItemsLaws
{
    /// <summary>Odd sizes, so that blocks, panels and vectors have rests; keys that are there twice, so that products are equal.</summary>
    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(257, 130, 7, 5)]
    [InlineData(300, 391, 64, 20)]
    [InlineData(17, 9, 3, 12)]
    public void Exactly_the_greatest_products_come_first(int n, int m, int width, int k)
    {
        var (queries, keys) = (Draw(n * width, 1), Draw(m * width, 2));
        if (m > 4) keys.AsSpan(0, width).CopyTo(keys.AsSpan((m - 1) * width));
        var expected = Enumerable.Range(0, n).SelectMany(q => Sorted(queries, keys, width, q).Concat(Enumerable.Repeat(-1, k)).Take(k)).ToArray();
        foreach (var threads in (int[])[1, 3])
        {
            var nearest = new int[n * k];
            NearestItems.Exact(queries, keys, width, k, nearest, threads);
            Assert.Equal(expected, nearest);
        }
    }

    /// <summary>
    /// Numbers of −127…127 with the greatest among them stand in eight bits as they are: no rounding, so the order is the exact one. The tail of
    /// the width is padded.
    /// </summary>
    [Fact]
    public void Whole_numbers_lose_nothing_in_eight_bits()
    {
        const int N = 40, M = 300, Width = 13, K = 6;
        var random = new System.Random(3);
        double[] Whole(int count) => [.. Enumerable.Range(0, count).Select(i => i % Width == 0 ? 127 : random.Next(-127, 128))];
        var (queries, keys) = (Whole(N * Width), Whole(M * Width));
        var (exact, byBits) = (new int[N * K], new int[N * K]);
        NearestItems.Exact(queries, keys, Width, K, exact);
        NearestItems.Quantised(queries, new QuantisedKeys(keys, Width), 0, K, byBits, 2);
        Assert.Equal(exact, byBits);
    }

    /// <summary>
    /// Of 20 of 2,000 items at 64 features, stated before the first run: 0.85 or more are found by eight bits alone, and 0.995 or more where the
    /// first 60 by eight bits are put into exact order, which never finds fewer.
    /// </summary>
    [Fact]
    public void Eight_bits_find_almost_all_and_candidates_the_rest()
    {
        const int N = 200, M = 2000, Width = 64, K = 20;
        var (queries, keys) = (Draw(N * Width, 5), Draw(M * Width, 6));
        var exact = new int[N * K];
        NearestItems.Exact(queries, keys, Width, K, exact);
        double Recall(int candidates)
        {
            var found = new int[N * K];
            NearestItems.Quantised(queries, new QuantisedKeys(keys, Width), candidates, K, found);
            return exact.Chunk(K).Zip(found.Chunk(K), (e, f) => e.Intersect(f).Count() / (double)K).Average();
        }

        var (alone, refined) = (Recall(0), Recall(60));
        Assert.True(alone >= 0.85 && refined >= 0.995 && refined >= alone, $"{alone}, {refined}");
    }

    private static IEnumerable<int> Sorted(double[] queries, double[] keys, int width, int query) =>
        Enumerable.Range(0, keys.Length / width).OrderByDescending(i =>
        {
            // One chain of fused multiply-adds, as the kernel has it.
            var sum = 0.0;
            for (var f = 0; f < width; f++) sum = Math.FusedMultiplyAdd(queries[query * width + f], keys[i * width + f], sum);
            return sum;
        }).ThenBy(i => i);

    private static double[] Draw(int count, int seed)
    {
        var random = new System.Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
    }
}
