using Economy.Attention;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Tests.World;
using Economy.World;
using Economy.World.Actors;
using Economy.World.Demand;
using Economy.World.Quality;
using Economy.World.Tick.Allocate;
using FsCheck;
using FsCheck.Fluent;

namespace Economy.Tests.World.Quality;

public sealed class QualityLaws
{
    private static readonly QualitySpec Perfect = new() { LatencyTolerance = 1e9, HardwareFit = 1, MemoryFit = 0, Noise = 0 };

    [Fact]
    public void Expected_quality_lies_between_0_and_1_and_falls_with_latency_and_with_memory_asked_for() => Prop.ForAll(
        Gen.Choose(1, 1_000_000).ToArbitrary(),
        seed =>
        {
            var quality = new WorldModel(QualityWorlds.Learning((ulong)seed)).Quality!;
            for (var kind = 0; kind < 4; kind++)
                for (var region = 0; region < 4; region++)
                    for (var pool = 0; pool < 12; pool++)
                    {
                        var at = quality.Expected(kind, region, 2, pool);
                        Assert.InRange(at, 0, 1);
                        Assert.True(quality.Expected(kind, region, 20, pool) <= at);
                        Assert.True(at <= quality.Expected(kind, pool / 3, 2, pool), "a pool serves its own region best");
                    }
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    public void Noise_has_mean_1_the_spread_asked_for_and_does_not_go_from_pool_to_pool(double spread)
    {
        var scenario = QualityWorlds.Learning(3);
        var quality = new WorldModel(scenario with { Quality = scenario.Quality! with { Noise = spread } }).Quality!;
        const int Draws = 20_000;
        var (sum, logs, product) = (0.0, 0.0, 0.0);
        for (var i = 0; i < Draws; i++)
        {
            var (here, there) = (quality.Noise(i, 4, 7), quality.Noise(i, 5, 7));
            (sum, product) = (sum + here, product + (here - 1) * (there - 1));
            logs += Math.Pow(Math.Log(here) + spread * spread / 2, 2);
        }

        Assert.Equal(1, sum / Draws, 4 * spread * 1.2 / Math.Sqrt(Draws));
        Assert.Equal(spread, Math.Sqrt(logs / Draws), 0.02);
        Assert.Equal(0, product / Draws, 4 * spread * spread * 1.5 / Math.Sqrt(Draws));
        Assert.Equal(quality.Noise(11, 3, 2), quality.Noise(11, 3, 2));
    }

    [Fact]
    public void Quality_and_its_log_odds_have_more_than_four_dimensions()
    {
        var world = new WorldModel(QualityWorlds.Learning(1));
        double[][] Of(Func<double, double> transform) =>
            [.. from kind in Enumerable.Range(0, 4) from region in Enumerable.Range(0, 4) select Enumerable.Range(0, 12).Select(j => transform(world.Quality!.Expected(kind, region, 3, j))).ToArray()];
        Assert.True(Rank(Of(f => f), 0.01) > 4);
        Assert.True(Rank(Of(f => Math.Log(f / (1 - f))), 0.01) > 4);
    }

    [Fact]
    public void Perfect_quality_changes_nothing_but_the_table_that_tells_of_it()
    {
        var plain = Worlds.Small() with { Demand = new() { Source = DemandSource.Synthetic, ValuePerGpuSecond = 1 } };
        var (without, with) = (QualityWorlds.Run(plain), QualityWorlds.Run(plain with { Quality = Perfect }));
        Assert.Equal(plain.Ticks, with.Rows<QualityRow>().Count);
        Assert.Equal(
            without.Transcript(),
            string.Join('\n', with.Transcript().Split('\n').Where(line => !line.StartsWith(nameof(QualityRow), StringComparison.Ordinal))));
    }

    [Fact]
    public void Welfare_is_realised_at_the_quality_met_and_losses_are_what_was_paid_beyond_it()
    {
        var scenario = QualityWorlds.Learning(2) with { Ticks = 5 };
        var rows = QualityWorlds.Run(scenario with { Quality = scenario.Quality! with { Noise = 0, HardwareFit = 1, MemoryFit = 0, LatencyTolerance = 1e9, Crowding = 0 } });
        foreach (var (tick, quality) in rows.Rows<TickRow>().Skip(1).Zip(rows.Rows<QualityRow>()))
        {
            Assert.Equal(tick.Welfare, quality.RealisedWelfare, 1e-6 * tick.Welfare);
            Assert.Equal(1, quality.Quality, 6);
            Assert.Equal(0, quality.Loss, 6);
        }
    }

    [Fact]
    public void Crowding_lowers_what_is_realised_and_leaves_the_allocation_alone()
    {
        var scenario = QualityWorlds.Learning(2) with { Ticks = 1 };
        var calm = QualityWorlds.Run(scenario);
        var crowded = QualityWorlds.Run(scenario with { Quality = scenario.Quality! with { Crowding = 0.5 } });
        Assert.Equal(calm.Rows<AllocationRow>(), crowded.Rows<AllocationRow>());
        Assert.True(crowded.Rows<QualityRow>()[0].RealisedWelfare < 0.9 * calm.Rows<QualityRow>()[0].RealisedWelfare);
    }

    [Fact]
    public void Scores_of_the_oracle_realise_what_the_oracle_would()
    {
        var scenario = QualityWorlds.Learning(4) with { Ticks = 6 };
        foreach (var row in QualityWorlds.Run(scenario with { Allocation = scenario.Allocation with { Scores = ScoreSource.Oracle } }).Rows<QualityRow>())
            Assert.Equal(row.OracleWelfare, row.RealisedWelfare);
    }

    /// <summary>Pivots of Gaussian elimination that are not small against the first.</summary>
    private static int Rank(double[][] rows, double tolerance)
    {
        var (rank, first) = (0, 0.0);
        for (var step = 0; step < rows[0].Length; step++)
        {
            var (r, c) = (from i in Enumerable.Range(rank, rows.Length - rank) from j in Enumerable.Range(0, rows[0].Length) select (i, j)).MaxBy(p => Math.Abs(rows[p.i][p.j]));
            if (step == 0) first = Math.Abs(rows[r][c]);
            if (Math.Abs(rows[r][c]) < tolerance * first) break;
            (rows[rank], rows[r]) = (rows[r], rows[rank]);
            for (var i = rank + 1; i < rows.Length; i++)
            {
                var factor = rows[i][c] / rows[rank][c];
                for (var j = 0; j < rows[0].Length; j++) rows[i][j] -= factor * rows[rank][j];
            }

            rank++;
        }

        return rank;
    }
}
