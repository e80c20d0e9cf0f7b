using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Economy.World.Randomness;

/// <summary>
/// A keyed permutation of 0…n−1 of which any thread can compute any place: a Feistel network over the next power of two, whose halves may
/// differ by a bit, walked until it is within range. Rounds: eight, twice the four after which a network of random functions cannot be told
/// from a random permutation (Luby and Rackoff, "How to construct pseudorandom permutations", SIAM J. Comput. 17(2), 1988); the
/// function of a round is the finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) under the round's key. Cycle walking: Black and
/// Rogaway, "Ciphers with arbitrary finite domains", CT-RSA 2002, section 3. For shuffles on many threads: Mitchell, Stokes, Frank and
/// Holmes, "Bandwidth-optimal random shuffling for GPUs", ACM TOPC 9(1), 2022.
/// </summary>
public readonly struct RandomPermutation
{
    private const int Rounds = 8;
    private const int FewestBits = 10; // halves of few bits have few functions; walking through 1024 places costs nothing

    private readonly uint length;
    private readonly int lowBits;
    private readonly uint lowMask, highMask;
    private readonly Keys keys;

    /// <param name="length">n, 1 at least.</param>
    /// <param name="random">Draws the key: one word of 64 bits a round.</param>
    public RandomPermutation(int length, ref PhiloxStream random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        this.length = (uint)length;
        var bits = Math.Max(FewestBits, 32 - BitOperations.LeadingZeroCount((uint)(length - 1)));
        lowBits = bits / 2;
        (lowMask, highMask) = ((1u << lowBits) - 1, (1u << (bits - lowBits)) - 1);
        for (var r = 0; r < Rounds; r++) keys[r] = random.NextUInt64();
    }

    /// <summary>What stands in a place.</summary>
    public int this[int place]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var at = (uint)place;
            do at = Encrypt(at);
            while (at >= length);
            return (int)at;
        }
    }

    /// <summary>What stands in as many places from <paramref name="first"/> on: several at a time where vectors are wide enough.</summary>
    public void CopyTo(int first, Span<int> there)
    {
        var done = Vector512.IsHardwareAccelerated ? WalkWide(first, there) : 0;
        for (; done < there.Length; done++) there[done] = this[first + done];
    }

    /// <summary>Eight at a time; those that are within range wait for the others.</summary>
    private int WalkWide(int first, Span<int> there)
    {
        var (done, end) = (0, Vector512.Create((ulong)length));
        for (; done + Vector512<ulong>.Count <= there.Length; done += Vector512<ulong>.Count)
        {
            var at = Encrypt(Vector512.Create((ulong)(first + done)) + Vector512<ulong>.Indices);
            for (var without = Vector512.GreaterThanOrEqual(at, end); without != Vector512<ulong>.Zero; without = Vector512.GreaterThanOrEqual(at, end))
                at = Vector512.ConditionalSelect(without, Encrypt(at), at);
            Vector512.Narrow(at, default).GetLower().AsInt32().CopyTo(there[done..]);
        }

        return done;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<ulong> Encrypt(Vector512<ulong> place)
    {
        Vector512<ulong> low = Vector512.Create((ulong)lowMask), high = Vector512.Create((ulong)highMask), l = place & low, h = place >>> lowBits;
        for (var r = 0; r < Rounds; r += 2)
        {
            l ^= Mixed(h, keys[r]) & low;
            h ^= Mixed(l, keys[r + 1]) & high;
        }

        return h << lowBits | l;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Mixed(Vector512<ulong> half, ulong key)
    {
        var z = half + Vector512.Create(key);
        z = (z ^ z >>> 30) * Vector512.Create(0xBF58476D1CE4E5B9);
        z = (z ^ z >>> 27) * Vector512.Create(0x94D049BB133111EB);
        return z >>> 32;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Encrypt(uint place)
    {
        uint low = place & lowMask, high = place >> lowBits;
        for (var r = 0; r < Rounds; r += 2)
        {
            low ^= Mixed(high, keys[r]) & lowMask;
            high ^= Mixed(low, keys[r + 1]) & highMask;
        }

        return high << lowBits | low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Mixed(uint half, ulong key)
    {
        unchecked // the finalizer wraps by definition
        {
            var z = half + key;
            z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
            z = (z ^ z >> 27) * 0x94D049BB133111EB;
            return (uint)(z >> 32);
        }
    }

    [InlineArray(Rounds)]
    private struct Keys
    {
        private ulong first;
    }
}
