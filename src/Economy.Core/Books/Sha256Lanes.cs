using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Economy.Core.Books;

/// <summary>
/// SHA-256 (FIPS 180-4, sections 5.1.1, 5.3.3 and 6.2.2) of many short messages of one length, eight or sixteen at a time, one a lane of a
/// vector. A journal is a million of them, and a call of the system's library costs several times what it hashes.
/// </summary>
public static class Sha256Lanes
{
    private const int Block = 64, Words = 16, Digest = 32;

    private static ReadOnlySpan<uint> Start =>
        [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    private static ReadOnlySpan<uint> Round =>
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
        var (count, done) = (messages.Length / length, 0);
        if (Vector512.IsHardwareAccelerated) done += HashWhole<SixteenWords>(messages, length, count, hashes);
        if (Vector256.IsHardwareAccelerated) done += HashWhole<EightWords>(messages[(done * length)..], length, count - done, hashes[(done * Digest)..]);
        for (; done < count; done++) SHA256.HashData(messages.Slice(done * length, length), hashes.Slice(done * Digest, Digest));
    }

    /// <summary>Hashes as many as fill all lanes, and says how many those were.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int HashWhole<T>(ReadOnlySpan<byte> messages, int length, int count, Span<byte> hashes)
        where T : unmanaged, IWordLanes<T>
    {
        var (lanes, whole, padded) = (T.Lanes, count / T.Lanes * T.Lanes, (length + 8) / Block * Block + Block);
        if (whole == 0) return 0;
        Span<T> state = stackalloc T[Digest / 4], blocks = stackalloc T[padded / 4];
        Span<byte> message = stackalloc byte[padded];
        message.Clear();
        message[length] = 0x80;
        BinaryPrimitives.WriteInt64BigEndian(message[(padded - 8)..], length * 8L);
        // Words from some on are the same in all messages; where a block begins with them, so is all that becomes of it.
        var words = MemoryMarshal.Cast<byte, uint>(message);
        var same = length % Block == 0 ? length / 4 : length / 4 + 1;
        ReadOnlySpan<uint> padding = same == words.Length - Words ? Schedule(words[same..]) : [];
        var own = padding.IsEmpty ? words.Length : same;
        for (var first = 0; first < whole; first += lanes)
        {
            for (var lane = 0; lane < lanes; lane++)
            {
                messages.Slice((first + lane) * length, length).CopyTo(message);
                ToLane(words[..same], MemoryMarshal.Cast<T, uint>(blocks)[lane..], lanes);
            }

            for (var i = same; i < own; i++) blocks[i] = T.All(BigEndian(words[i]));
            for (var i = 0; i < state.Length; i++) state[i] = T.All(Start[i]);
            for (var at = 0; at < own; at += Words) Compress(state, blocks.Slice(at, Words), default);
            if (own < words.Length) Compress(state, default, padding);
            for (var lane = 0; lane < lanes; lane++)
                OfLane(MemoryMarshal.Cast<T, uint>(state)[lane..], lanes, MemoryMarshal.Cast<byte, uint>(hashes.Slice((first + lane) * Digest, Digest)));
        }

        return whole;
    }

    private static void ToLane(ReadOnlySpan<uint> words, Span<uint> lane, int lanes)
    {
        for (int i = 0, at = 0; i < words.Length; i++, at += lanes) lane[at] = BigEndian(words[i]);
    }

    private static void OfLane(ReadOnlySpan<uint> lane, int lanes, Span<uint> words)
    {
        for (int i = 0, at = 0; i < words.Length; i++, at += lanes) words[i] = BigEndian(lane[at]);
    }

    private static uint BigEndian(uint word) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(word) : word;

    /// <summary>The message schedule of a block that is the same in all messages, the constants of the rounds added.</summary>
    private static uint[] Schedule(ReadOnlySpan<uint> block)
    {
        var schedule = new uint[Round.Length];
        for (var t = 0; t < schedule.Length; t++)
        {
            unchecked // words wrap
            {
                schedule[t] = t < Words ? BigEndian(block[t]) : schedule[t - 16] + schedule[t - 7]
                    + (uint.RotateRight(schedule[t - 15], 7) ^ uint.RotateRight(schedule[t - 15], 18) ^ schedule[t - 15] >> 3)
                    + (uint.RotateRight(schedule[t - 2], 17) ^ uint.RotateRight(schedule[t - 2], 19) ^ schedule[t - 2] >> 10);
            }
        }

        for (var t = 0; t < schedule.Length; t++) schedule[t] = unchecked(schedule[t] + Round[t]);
        return schedule;
    }

    /// <summary>
    /// 6.2.2 for a block: its sixteen words, each overwritten by the word of the message schedule sixteen further on once it was used.
    /// </summary>
    /// <param name="state">The hashes so far.</param>
    /// <param name="words">The words of the block.</param>
    /// <param name="schedule">Its schedule instead, where it is known; empty where it is not.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // No vector code is compiled ahead, and compiled quickly it is slow.
    private static void Compress<T>(Span<T> state, Span<T> words, ReadOnlySpan<uint> schedule)
        where T : unmanaged, IWordLanes<T>
    {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        var (e, f, g, h) = (state[4], state[5], state[6], state[7]);
        var isKnown = !schedule.IsEmpty;
        for (var t = 0; t < Round.Length; t++)
        {
            T scheduled;
            if (isKnown) scheduled = T.All(schedule[t]);
            else
            {
                ref var word = ref words[t & 15];
                if (t >= Words)
                {
                    var (early, late) = (words[t + 1 & 15], words[t + 14 & 15]);
                    word += words[t + 9 & 15] + (early.Rotated(7) ^ early.Rotated(18) ^ early.Shifted(3)) + (late.Rotated(17) ^ late.Rotated(19) ^ late.Shifted(10));
                }

                scheduled = T.All(Round[t]) + word;
            }

            var one = h + (e.Rotated(6) ^ e.Rotated(11) ^ e.Rotated(25)) + (g ^ e & (f ^ g)) + scheduled;
            var two = (a.Rotated(2) ^ a.Rotated(13) ^ a.Rotated(22)) + (a & b | c & (a | b));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + one, c, b, a, one + two);
        }

        (state[0], state[1], state[2], state[3]) = (state[0] + a, state[1] + b, state[2] + c, state[3] + d);
        (state[4], state[5], state[6], state[7]) = (state[4] + e, state[5] + f, state[6] + g, state[7] + h);
    }
}
