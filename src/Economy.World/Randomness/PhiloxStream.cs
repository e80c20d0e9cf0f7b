using System.Diagnostics;

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

    private void Refill()
    {
        Debug.Assert(_purpose != 0, "a default stream has no purpose");
        (_w0, _w1, _w2, _w3) = (_block, _tick, _actor, _purpose);
        Philox.Block(ref _w0, ref _w1, ref _w2, ref _w3, _key0, _key1);
        _block++;
        _left = 4;
    }
}
