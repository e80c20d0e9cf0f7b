using System.Numerics;

namespace Economy.Attention.Numerics;

/// <summary>
/// Sorts many integers by their digits, eleven bits at a time, in as many passes as the largest has digits, on several threads.
/// </summary>
/// <param name="parallel">How many threads; the result does not depend on it.</param>
public sealed class RadixSort(ParallelOptions parallel)
{
    private const int DigitBits = 11, Digits = 1 << DigitBits;

    /// <summary>Below so many a comparison sort is as fast; a thread takes at least so many.</summary>
    private const int Few = 4096;

    private int[] place = [];

    /// <summary>Sorts values ascending in place.</summary>
    /// <param name="values">The values; as many of the first as are counted.</param>
    /// <param name="scratch">Of the same length; what it holds is lost.</param>
    /// <param name="count">Number of values.</param>
    public void Ascending(long[] values, long[] scratch, int count)
    {
        var (least, all) = (long.MaxValue, 0L);
        foreach (var value in values.AsSpan(0, count))
        {
            least = Math.Min(least, value);
            all |= value;
        }

        if (count < Few || least < 0)
        {
            values.AsSpan(0, count).Sort();
            return;
        }

        var chunks = Math.Clamp(count / Few, 1, Math.Max(1, parallel.MaxDegreeOfParallelism));
        if (place.Length < chunks * Digits) place = new int[chunks * Digits];
        var (from, to) = (values, scratch);
        for (var shift = 0; shift < 64 - BitOperations.LeadingZeroCount((ulong)all); shift += DigitBits)
        {
            Pass(from, to, count, shift, chunks);
            (from, to) = (to, from);
        }

        if (from != values) from.AsSpan(0, count).CopyTo(values);
    }

    /// <summary>
    /// Orders by one digit, keeping the order of equals: every chunk counts, then every chunk knows where each of its digits go.
    /// </summary>
    private void Pass(long[] from, long[] to, int count, int shift, int chunks)
    {
        Parallel.For(0, chunks, parallel, chunk =>
        {
            var digits = place.AsSpan(chunk * Digits, Digits);
            digits.Clear();
            foreach (var value in Chunk(from, count, chunk, chunks)) digits[(int)(value >> shift & Digits - 1)]++;
        });
        var next = 0;
        for (var digit = 0; digit < Digits; digit++)
            for (var chunk = 0; chunk < chunks; chunk++)
                (place[chunk * Digits + digit], next) = (next, next + place[chunk * Digits + digit]);
        Parallel.For(0, chunks, parallel, chunk =>
        {
            var at = place.AsSpan(chunk * Digits, Digits);
            foreach (var value in Chunk(from, count, chunk, chunks)) to[at[(int)(value >> shift & Digits - 1)]++] = value;
        });
    }

    private static ReadOnlySpan<long> Chunk(long[] values, int count, int chunk, int chunks)
    {
        var first = (int)((long)count * chunk / chunks);
        return values.AsSpan(first, (int)((long)count * (chunk + 1) / chunks) - first);
    }
}
