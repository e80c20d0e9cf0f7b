using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Economy.World.Randomness;

/// <summary>
/// Philox4x32-10: a keyed bijection of 128-bit counters that passes BigCrush. No state: equal (counter, key), equal output.
/// Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011, section 3.3 and table 2.
/// </summary>
public static class Philox
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9; // the golden ratio
    private const uint Weyl1 = 0xBB67AE85; // √3 − 1

    /// <summary>Encrypts the counter (c0…c3) under the key (k0, k1) in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Block(ref uint c0, ref uint c1, ref uint c2, ref uint c3, uint k0, uint k1)
    {
        uint x0 = c0, x1 = c1, x2 = c2, x3 = c3;
        for (var round = 0; round < 10; round++)
        {
            var product0 = (ulong)Multiplier0 * x0;
            var product1 = (ulong)Multiplier1 * x2;
            unchecked // words and key schedule wrap by definition
            {
                x0 = (uint)(product1 >> 32) ^ x1 ^ k0;
                x1 = (uint)product1;
                x2 = (uint)(product0 >> 32) ^ x3 ^ k1;
                x3 = (uint)product0;
                k0 += Weyl0;
                k1 += Weyl1;
            }
        }
        (c0, c1, c2, c3) = (x0, x1, x2, x3);
    }

    /// <summary>The same of eight counters under one key, a word of 32 bits in each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Blocks(ref Vector512<ulong> c0, ref Vector512<ulong> c1, ref Vector512<ulong> c2, ref Vector512<ulong> c3, uint k0, uint k1)
    {
        Vector512<ulong> x0 = c0, x1 = c1, x2 = c2, x3 = c3, low = Vector512.Create((ulong)uint.MaxValue);
        for (var round = 0; round < 10; round++)
        {
            Vector512<ulong> product0 = Vector512.Create((ulong)Multiplier0) * x0, product1 = Vector512.Create((ulong)Multiplier1) * x2;
            x0 = product1 >>> 32 ^ x1 ^ Vector512.Create((ulong)k0);
            x1 = product1 & low;
            x2 = product0 >>> 32 ^ x3 ^ Vector512.Create((ulong)k1);
            x3 = product0 & low;
            (k0, k1) = unchecked((k0 + Weyl0, k1 + Weyl1));
        }
        (c0, c1, c2, c3) = (x0, x1, x2, x3);
    }
}
