using System.Security.Cryptography;
using Economy.Core.Books;

namespace Economy.Tests.Core.Books;

public sealed class Sha256LanesLaws
{
    /// <summary>The system's library is the oracle: every length around the block's and the padding's ends, every rest of eight.</summary>
    [Fact]
    public void Hashes_are_those_of_the_system_library()
    {
        var state = 1u;
        foreach (var length in (int[])[1, 3, 32, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128])
            for (var count = 0; count <= 17; count++)
            {
                var messages = new byte[length * count];
                for (var i = 0; i < messages.Length; i++) messages[i] = (byte)((state = unchecked(state * 1664525 + 1013904223)) >> 24);
                var hashes = new byte[32 * count];
                Sha256Lanes.Hash(messages, length, hashes);
                for (var i = 0; i < count; i++)
                    Assert.Equal(SHA256.HashData(messages.AsSpan(i * length, length)), hashes[(i * 32)..(i * 32 + 32)]);
            }
    }
}
