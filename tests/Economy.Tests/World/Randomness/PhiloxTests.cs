using Economy.World.Randomness;

namespace Economy.Tests.World.Randomness;

public sealed class PhiloxTests
{
    /// <summary>The three "philox4x32 10" lines of Random123's tests/kat_vectors: counter[4], key[2], output[4].</summary>
    public static TheoryData<string, string, string> KnownAnswers => new()
    {
        { "00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8" },
        { "ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd" },
        { "243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1" },
    };

    [Theory, MemberData(nameof(KnownAnswers))]
    public void Blocks_equal_the_published_known_answers(string counter, string key, string expected)
    {
        var c = Words(counter);
        var k = Words(key);
        Philox.Block(ref c[0], ref c[1], ref c[2], ref c[3], k[0], k[1]);
        Assert.Equal(Words(expected), c);
    }

    [Fact]
    public void A_stream_encrypts_draw_block_tick_actor_and_purpose_under_the_seed()
    {
        var stream = new PhiloxStream(0x0123456789abcdefUL, Purpose.Trade, actorId: 41, tick: 7);
        for (uint block = 0; block < 3; block++)
        {
            uint c0 = block, c1 = 7, c2 = 41, c3 = (uint)Purpose.Trade;
            Philox.Block(ref c0, ref c1, ref c2, ref c3, 0x89abcdef, 0x01234567);
            Assert.Equal([c0, c1, c2, c3], [stream.NextUInt32(), stream.NextUInt32(), stream.NextUInt32(), stream.NextUInt32()]);
        }
    }

    private static uint[] Words(string hex) => [.. hex.Split(' ').Select(word => Convert.ToUInt32(word, 16))];
}
