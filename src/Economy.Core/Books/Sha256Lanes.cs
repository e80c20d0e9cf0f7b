using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Economy.Core.Books;

/// <summary>
/// SHA-256 (FIPS 180-4, sections 5.1.1, 5.3.3 and 6.2.2) of many short messages of one length, eight at a time, one a lane of a vector.
/// A journal is a million of them, and a call of the system's library costs several times what it hashes.
/// </summary>
public static class Sha256Lanes
{
    private const int Lanes = 8, Block = 64, Digest = 32;

    private static readonly uint[] Start =
        [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    private static readonly uint[] Round =
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>Hashes messages that stand one after the other; so do their hashes.</summary>
    /// <param name="messages">All of them, <paramref name="length"/> bytes each.</param>
    /// <param name="length">Bytes of a message.</param>
    /// <param name="hashes">32 bytes a message.</param>
    public static void Hash(ReadOnlySpan<byte> messages, int length, Span<byte> hashes)
    {
        var count = messages.Length / length;
        var whole = Vector256.IsHardwareAccelerated ? count / Lanes * Lanes : 0;
        if (whole > 0) HashWhole(messages, length, whole, hashes);
        for (var i = whole; i < count; i++) SHA256.HashData(messages.Slice(i * length, length), hashes.Slice(i * Digest, Digest));
    }

    private static void HashWhole(ReadOnlySpan<byte> messages, int length, int count, Span<byte> hashes)
    {
        var padded = (length + 8) / Block * Block + Block;
        Span<byte> lanes = stackalloc byte[padded * Lanes];
        lanes.Clear();
        for (var lane = 0; lane < Lanes; lane++)
        {
            lanes[lane * padded + length] = 0x80;
            BinaryPrimitives.WriteInt64BigEndian(lanes.Slice((lane + 1) * padded - 8, 8), length * 8L);
        }

        Span<Vector256<uint>> state = stackalloc Vector256<uint>[Digest / 4], words = stackalloc Vector256<uint>[Block];
        for (var first = 0; first < count; first += Lanes)
        {
            for (var lane = 0; lane < Lanes; lane++) messages.Slice((first + lane) * length, length).CopyTo(lanes[(lane * padded)..]);
            for (var i = 0; i < state.Length; i++) state[i] = Vector256.Create(Start[i]);
            for (var at = 0; at < padded; at += Block)
            {
                Expand(lanes, padded, at, words);
                Compress(state, words);
            }

            for (var i = 0; i < state.Length; i++)
                for (var lane = 0; lane < Lanes; lane++)
                    BinaryPrimitives.WriteUInt32BigEndian(hashes.Slice((first + lane) * Digest + i * 4, 4), state[i][lane]);
        }
    }

    /// <summary>The message schedule of a block, 6.2.2 step 1.</summary>
    private static void Expand(ReadOnlySpan<byte> lanes, int padded, int at, Span<Vector256<uint>> words)
    {
        for (var t = 0; t < 16; t++, at += 4)
            words[t] = Vector256.Create(
                Word(lanes, at), Word(lanes, at + padded), Word(lanes, at + 2 * padded), Word(lanes, at + 3 * padded),
                Word(lanes, at + 4 * padded), Word(lanes, at + 5 * padded), Word(lanes, at + 6 * padded), Word(lanes, at + 7 * padded));
        for (var t = 16; t < words.Length; t++)
        {
            var (early, late) = (words[t - 15], words[t - 2]);
            words[t] = words[t - 16] + words[t - 7] + (Rotated(early, 7) ^ Rotated(early, 18) ^ early >>> 3)
                + (Rotated(late, 17) ^ Rotated(late, 19) ^ late >>> 10);
        }
    }

    /// <summary>Steps 2 to 4.</summary>
    private static void Compress(Span<Vector256<uint>> state, ReadOnlySpan<Vector256<uint>> words)
    {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        var (e, f, g, h) = (state[4], state[5], state[6], state[7]);
        for (var t = 0; t < words.Length; t++)
        {
            var one = h + (Rotated(e, 6) ^ Rotated(e, 11) ^ Rotated(e, 25)) + (g ^ e & (f ^ g)) + Vector256.Create(Round[t]) + words[t];
            var two = (Rotated(a, 2) ^ Rotated(a, 13) ^ Rotated(a, 22)) + (a & b | c & (a | b));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + one, c, b, a, one + two);
        }

        (state[0], state[1], state[2], state[3]) = (state[0] + a, state[1] + b, state[2] + c, state[3] + d);
        (state[4], state[5], state[6], state[7]) = (state[4] + e, state[5] + f, state[6] + g, state[7] + h);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Word(ReadOnlySpan<byte> lanes, int at) => BinaryPrimitives.ReadUInt32BigEndian(lanes[at..]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Rotated(Vector256<uint> x, int right) => x >>> right | x << 32 - right;
}
