using Economy.Core.Records;
using Economy.Experiments.Measures;
using Economy.World;

namespace Economy.Tests.Experiments.Measures;

public sealed class MeasureTests
{
    static MeasureTests() => WorldKinds.Register();

    [Theory]
    [InlineData("sum", 20)]
    [InlineData("mean", 4)]
    [InlineData("median", 3)]
    [InlineData("min", 1)]
    [InlineData("max", 10)]
    [InlineData("first", 2)]
    [InlineData("last", 4)]
    [InlineData("change", 2)]
    [InlineData("growth", 1)]
    [InlineData("count", 5)]
    [InlineData("variance", 12.5)] // ((−2)² + (−3)² + 6² + (−1)² + 0²) / 4
    [InlineData("p25", 2)]
    [InlineData("gini", 0.4)] // Σ|x−y| over ordered pairs = 80; 80 / (2·25·4)
    [InlineData("slope", 0.6)] // Σ(i−2)(x−4) = −2·−2 + −1·−3 + 0 + 1·−1 + 0 = 6, over 10
    public void Reductions_do_by_hand_what_they_say(string word, double expected) =>
        Assert.Equal(expected, Reductions.Of(word, [2, 1, double.NaN, 10, 3, 4]), 12);

    [Fact]
    public void Every_reduction_takes_a_single_number_and_none()
    {
        foreach (var word in Reductions.Words)
        {
            Assert.Equal(word is "sum" or "count" ? 0 : double.NaN, Reductions.Of(word, [double.NaN]));
            _ = Reductions.Of(word, [3]);
        }
    }

    [Fact]
    public void A_measure_reduces_groups_within_ticks_and_then_ticks()
    {
        var found = Find(new MeasureSpec { Name = "volume", Column = "markets.volume_units", Across = "sum", Over = "max" });
        Assert.Equal([(1, 5.0), (2, 9.0)], found.Series);
        Assert.Equal(9, found.Value);
    }

    [Fact]
    public void A_measure_picks_rows_and_ticks_and_may_be_a_ratio()
    {
        Assert.Equal(3, Find(new MeasureSpec { Name = "land", Column = "markets.volume_units", Where = new Dictionary<string,
            string> { ["asset"] = "land" } , Over = "sum", Until = 1 }).Value);
        Assert.Equal(0.5 * 140 / 14,
            Find(new MeasureSpec { Name = "price", Column = "markets.notional_minor", Per = "volume_units", Across = "sum", Over = "sum",
            Scale = 0.5 }).Value);
        Assert.Equal(double.NaN, Find(new MeasureSpec { Name = "later", Column = "markets.volume_units", Across = "sum", From = 3 }).Value);
    }

    [Theory]
    [InlineData("market.volume_units", null, "no table 'market'")]
    [InlineData("markets.volume", null, "no column of numbers 'volume'")]
    [InlineData("markets.asset", null, "no column of numbers 'asset'")]
    [InlineData("markets.volume_units", "volume", "no column of numbers 'volume'")]
    [InlineData("markets.volume_units", null, "a row for every asset")]
    public void What_a_measure_cannot_read_is_said(string column, string? per, string because) =>
        Assert.Contains(because, MeasureSink.Fault(new MeasureSpec { Name = "x", Column = column, Per = per, Across = per is null ? "only"
            : "sum" })!.Problem, StringComparison.Ordinal);

    [Fact]
    public void A_table_of_participants_is_of_the_end_of_the_run()
    {
        var sink = new MeasureSink([new MeasureSpec { Name = "gini", Column = "participants.money_minor", Across = "gini", From = 30 }]);
        foreach (var (i, money) in new long[] { 0, 0, 0, 8 }.Index()) sink.Write(new ParticipantRow(i, "a", 1, 0, money, 0, 0, 0, 0));
        Assert.Equal(0.75, sink.Finish()[0].Value, 12);
    }

    private static Measured Find(MeasureSpec spec)
    {
        var sink = new MeasureSink([spec]);
        sink.Write(Row(0, "land", 100));
        sink.Write(Row(1, "land", 3));
        sink.Write(Row(1, "ore", 2));
        sink.Write(Row(2, "land", 4));
        sink.Write(Row(2, "ore", 5));
        return sink.Finish()[0];
    }

    private static MarketRow Row(int tick, string asset, long volume) => new(tick, asset, 0, 0, volume, 10, 0, 10 * volume, 0, 0);
}
