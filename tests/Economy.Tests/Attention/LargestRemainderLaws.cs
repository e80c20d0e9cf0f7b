using Economy.Attention;
using FsCheck;
using FsCheck.Fluent;

namespace Economy.Tests.Attention;

public class LargestRemainderLaws
{
    [Fact]
    public void Parts_sum_to_the_total_exactly() => Check((total, weights, parts) =>
        Assert.Equal((Int128)total, parts.Aggregate((Int128)0, (sum, part) => sum + part)));

    [Fact]
    public void Every_part_lies_between_the_floor_and_the_ceiling_of_its_quota() => Check((total, weights, parts) =>
    {
        Int128 sum = weights.Aggregate((Int128)0, (s, w) => s + w);
        for (int i = 0; i < parts.Length; i++)
            Assert.InRange(parts[i], (long)((Int128)total * weights[i] / sum), (long)(((Int128)total * weights[i] + sum - 1) / sum));
    });

    [Fact]
    public void Smaller_weights_never_get_more() => Check((total, weights, parts) =>
    {
        for (int i = 0; i < parts.Length; i++)
            for (int j = 0; j < parts.Length; j++)
                if (weights[i] < weights[j]) Assert.True(parts[i] <= parts[j]);
    });

    [Fact]
    public void Order_does_not_matter_between_different_remainders() => Check((total, weights, parts) =>
    {
        Int128 sum = weights.Aggregate((Int128)0, (s, w) => s + w);
        if (weights.Select(w => (Int128)total * w % sum).Distinct().Count() < weights.Length) return;
        Assert.Equal(parts.Reverse(), Split(total, [.. weights.Reverse()]));
    });

    [Fact]
    public void Among_equals_the_lower_index_gets_the_odd_unit() => Assert.Equal([2, 2, 1], Split(5, [7, 7, 7]));

    [Fact]
    public void Zero_weights_get_nothing() => Assert.Equal([0, 10, 0], Split(10, [0, 3, 0]));

    [Fact]
    public void The_extremes_of_the_range_do_not_overflow() =>
        Assert.Equal([long.MaxValue / 2 + 1, long.MaxValue / 2], Split(long.MaxValue, [long.MaxValue, long.MaxValue]));

    [Fact]
    public void A_total_without_weights_is_refused() => Assert.Throws<ArgumentException>(() => Split(1, [0, 0]));

    private static void Check(Action<long, long[], long[]> law) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), (Action<int>)(seed =>
        {
            var random = new Random(seed);
            long most = random.Next(3) switch { 0 => 5, 1 => 1_000_000, _ => long.MaxValue };
            var weights = new long[random.Next(1, 12)];
            for (int i = 0; i < weights.Length; i++) weights[i] = random.NextInt64(most);
            weights[0]++;
            long total = random.NextInt64(most);
            law(total, weights, Split(total, weights));
        })).QuickCheckThrowOnFailure();

    private static long[] Split(long total, long[] weights)
    {
        var parts = new long[weights.Length];
        LargestRemainder.Split(total, weights, parts);
        return parts;
    }
}
