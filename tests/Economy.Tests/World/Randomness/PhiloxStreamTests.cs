using Economy.World.Randomness;

namespace Economy.Tests.World.Randomness;

public sealed class PhiloxStreamTests
{
    private static PhiloxStream Stream(int actor = 1) => new(42, Purpose.Perform, actor, tick: 3);

    [Fact]
    public void Any_change_of_seed_purpose_actor_or_tick_gives_another_stream()
    {
        PhiloxStream[] streams =
        [
            new(42, Purpose.Perform, 1, 3), new(43, Purpose.Perform, 1, 3), new(42 + (1UL << 32), Purpose.Perform, 1, 3),
            new(42, Purpose.Focus, 1, 3), new(42, Purpose.Perform, 2, 3), new(42, Purpose.Perform, 1, 4),
        ];
        Assert.Equal(streams.Length, streams.Select(s => s.NextUInt64()).Distinct().Count());
    }

    [Fact]
    public void A_double_is_the_high_53_bits_of_a_64_bit_draw()
    {
        var (bits, reals) = (Stream(), Stream());
        for (var i = 0; i < 1000; i++)
            Assert.Equal((bits.NextUInt64() >> 11) / 9007199254740992.0, reals.NextDouble());
    }

    [Theory, InlineData(1, 0), InlineData(7, -3), InlineData(64, 5), InlineData(77, int.MaxValue - 40)]
    public void Streams_of_consecutive_actors_are_those_made_one_by_one(int count, int firstActor)
    {
        var streams = new PhiloxStream[count];
        PhiloxStream.Consecutive(Stream(firstActor), streams);
        for (var i = 0; i < count; i++)
        {
            var alone = Stream(unchecked(firstActor + i));
            for (var draw = 0; draw < 9; draw++) Assert.Equal(alone.NextUInt32(), streams[i].NextUInt32());
        }
    }

    [Fact]
    public void Streams_of_a_window_are_those_made_one_by_one_however_far_apart_their_actors()
    {
        var window = new PhiloxWindow(Purpose.Perform);
        foreach (var tick in (int[])[3, 4])
        {
            window.Begin(42, tick);
            foreach (var actor in (int[])[-1, 0, 3, 62, 63, 64, 200, int.MaxValue])
            {
                var alone = new PhiloxStream(42, Purpose.Perform, actor, tick);
                for (var draw = 0; draw < 9; draw++) Assert.Equal(alone.NextUInt32(), window.Of(actor).NextUInt32());
            }
        }
    }

    [Fact]
    public void A_block_is_the_same_whether_it_is_drawn_to_or_sought()
    {
        var all = Stream();
        uint[] words = [.. Enumerable.Range(0, 40).Select(_ => all.NextUInt32())];
        var sought = Stream();
        foreach (var block in (int[])[7, 0, 9, 1])
        {
            sought.SeekBlock(block);
            uint[] drawn = [sought.NextUInt32(), sought.NextUInt32(), sought.NextUInt32()];
            Assert.Equal(words[(4 * block)..(4 * block + 3)], drawn);
        }
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(7), InlineData(10), InlineData(100)]
    public void Bounded_draws_are_uniform(int bound)
    {
        const int draws = 100_000;
        var stream = Stream();
        var counts = new (int Int, int Long)[bound];
        for (var i = 0; i < draws; i++)
        {
            counts[stream.NextInt(bound)].Int++;
            counts[(int)stream.NextLong(bound)].Long++;
        }
        var expected = (double)draws / bound;
        double ChiSquare(Func<(int Int, int Long), int> pick) => counts.Sum(c => Math.Pow(pick(c) - expected, 2) / expected);
        var limit = bound - 1 + 4 * Math.Sqrt(2.0 * bound); // mean + 4 standard deviations of χ² with bound − 1 degrees of freedom
        Assert.InRange(ChiSquare(c => c.Int), 0, limit);
        Assert.InRange(ChiSquare(c => c.Long), 0, limit);
    }

    /// <summary>At 3/8 of the range, multiply-and-shift without rejection favours two of every three values by 3 to 2.</summary>
    [Fact]
    public void Bounds_that_do_not_divide_the_range_are_unbiased()
    {
        const int draws = 60_000, intBound = 3 << 29;
        const long longBound = 3L << 61;
        var stream = Stream();
        var (ints, longs) = (new int[3], new int[3]);
        for (var i = 0; i < draws; i++)
        {
            ints[stream.NextInt(intBound) % 3]++;
            longs[(int)(stream.NextLong(longBound) % 3)]++;
        }
        Assert.All(ints.Concat(longs), count => Assert.InRange(count, draws / 3 - 600, draws / 3 + 600));
    }

    [Fact]
    public void Doubles_have_the_mean_and_variance_of_the_uniform_distribution()
    {
        const int draws = 200_000;
        double sum = 0, squares = 0;
        for (var actor = 0; actor < draws; actor++)
        {
            var x = Stream(actor).NextDouble();
            Assert.InRange(x, 0, 1 - 1e-17);
            sum += x;
            squares += x * x;
        }
        Assert.Equal(1 / 2.0, sum / draws, 0.003);
        Assert.Equal(1 / 3.0, squares / draws, 0.003);
    }

    [Fact]
    public void Draws_of_neighbouring_actors_are_uncorrelated()
    {
        const int draws = 100_000;
        double sum = 0;
        for (var actor = 0; actor < draws; actor++)
            sum += (Stream(actor).NextDouble() - 0.5) * (Stream(actor + 1).NextDouble() - 0.5);
        Assert.Equal(0, 12 * sum / draws, 0.015);
    }

    [Fact]
    public void A_bound_below_one_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Stream().NextInt(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Stream().NextLong(-1));
    }
}
