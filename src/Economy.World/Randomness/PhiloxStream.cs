using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace Economy.World.Randomness;

/// <summary>
/// The random numbers of one (seed, purpose, actor, tick). Key = seed; counter words = (draw block, tick, actor id, purpose).
/// A mutable value of 40 bytes: keep it in a local and pass it by <c>ref</c>, a copy repeats the draws. Holds 2³⁴ words, then throws.
/// </summary>
public struct PhiloxStream
{
    private readonly uint _key0, _key1, _tick, _actor, _purpose;
    private uint _block, _w0, _w1, _w2, _w3;
    private int _left;

    public PhiloxStream(ulong seed, Purpose purpose, int actorId, int tick)
    {
        unchecked // all 32 bits of each word count, signs included
        {
            _key0 = (uint)seed;
            _key1 = (uint)(seed >> 32);
            _tick = (uint)tick;
            _actor = (uint)actorId;
            _purpose = (uint)purpose;
        }
    }

    private PhiloxStream(uint key0, uint key1, uint tick, uint actor, uint purpose) => (_key0, _key1, _tick, _actor, _purpose) = (key0, key1, tick, actor, purpose);

    /// <summary>Uniform over all 32-bit words.</summary>
    public uint NextUInt32()
    {
        if (_left == 0) Refill();
        return _left-- switch { 4 => _w0, 3 => _w1, 2 => _w2, _ => _w3 };
    }

    /// <summary>Uniform over all 64-bit words: two 32-bit draws, the low half first.</summary>
    public ulong NextUInt64()
    {
        ulong low = NextUInt32();
        return low | ((ulong)NextUInt32() << 32);
    }

    /// <summary>Uniform over the multiples of 2⁻⁵³ in [0, 1).</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform over 0…bound−1, exactly.</summary>
    /// <remarks>Lemire, "Fast random integer generation in an interval", ACM TOMACS 29(1), 2019: multiply, reject the uneven
    /// part.</remarks>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var range = (uint)bound;
        var product = (ulong)NextUInt32() * range;
        if (unchecked((uint)product) < range)
        {
            var threshold = unchecked(0u - range) % range; // 2³² mod range
            while (unchecked((uint)product) < threshold) product = (ulong)NextUInt32() * range;
        }
        return (int)(product >> 32);
    }

    /// <summary>Uniform over 0…bound−1, exactly.</summary>
    public long NextLong(long bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var range = (ulong)bound;
        var high = Math.BigMul(NextUInt64(), range, out ulong low);
        if (low < range)
        {
            var threshold = unchecked(0UL - range) % range; // 2⁶⁴ mod range
            while (low < threshold) high = Math.BigMul(NextUInt64(), range, out low);
        }
        return (long)high;
    }

    /// <summary>
    /// The streams of consecutive actors, each with its first block drawn: several at a time where vectors are wide enough. The same draws as
    /// from streams made one by one.
    /// </summary>
    /// <param name="first">The stream of the first actor, nothing drawn yet.</param>
    /// <param name="streams">Receives it and those of the actors after it.</param>
    public static void Consecutive(in PhiloxStream first, Span<PhiloxStream> streams)
    {
        const int Lanes = 8;
        Span<ulong> words = stackalloc ulong[4 * Lanes];
        for (var at = 0; at < streams.Length; at += Lanes)
        {
            var some = streams[at..Math.Min(at + Lanes, streams.Length)];
            var from = first.Of(at);
            if (!Vector512.IsHardwareAccelerated)
            {
                for (var i = 0; i < some.Length; i++)
                {
                    some[i] = from.Of(i);
                    some[i].Refill();
                }

                continue;
            }

            var (w0, w1, w2, w3) = (Vector512<ulong>.Zero, Vector512.Create((ulong)from._tick),
                Vector512.Create((ulong)from._actor) + Vector512<ulong>.Indices & Vector512.Create((ulong)uint.MaxValue), Vector512.Create((ulong)from._purpose));
            Philox.Blocks(ref w0, ref w1, ref w2, ref w3, from._key0, from._key1);
            w0.CopyTo(words);
            w1.CopyTo(words[Lanes..]);
            w2.CopyTo(words[(2 * Lanes)..]);
            w3.CopyTo(words[(3 * Lanes)..]);
            for (var i = 0; i < some.Length; i++)
            {
                some[i] = from.Of(i);
                (some[i]._w0, some[i]._w1, some[i]._w2, some[i]._w3) = ((uint)words[i], (uint)words[Lanes + i], (uint)words[2 * Lanes + i], (uint)words[3 * Lanes + i]);
                (some[i]._block, some[i]._left) = (1, 4);
            }
        }
    }

    /// <summary>Goes to the first word of a block of four, the first block being 0: what lies between is not worked out.</summary>
    public void SeekBlock(int block) => (_block, _left) = ((uint)block, 0);

    /// <summary>The same purpose and tick, of an actor so many further on.</summary>
    private readonly PhiloxStream Of(int further) => new(_key0, _key1, _tick, unchecked(_actor + (uint)further), _purpose);

    private void Refill()
    {
        Debug.Assert(_purpose != 0, "a default stream has no purpose");
        (_w0, _w1, _w2, _w3) = (_block, _tick, _actor, _purpose);
        Philox.Block(ref _w0, ref _w1, ref _w2, ref _w3, _key0, _key1);
        _block++;
        _left = 4;
    }
}
