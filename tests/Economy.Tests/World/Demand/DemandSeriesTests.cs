using Economy.Tests.Reporting;
using Economy.Tests.Support;
using Economy.World.Demand.Traces;

namespace Economy.Tests.World.Demand;

public sealed class DemandSeriesTests
{
    [Fact]
    public void Helios_totals_are_read_every_quarter_of_an_hour_without_the_days_that_say_nothing()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["earth_total_5min_2020-05.csv"], """
            time,total_gpu_num,running_gpu_num,pending_gpu_num
            2020-05-01 00:00:00,856,564,32
            2020-05-01 00:05:00,856,572,32
            2020-05-01 00:10:00,856,572,0
            2020-05-01 00:15:00,856,0,0
            2020-05-01 00:20:00,856,570,0
            2020-05-01 00:25:00,856,571,0
            2020-05-01 00:30:00,856,500,1

            """);
        var series = Assert.Single(DemandSeries.In(folder.Path)).Require();
        Assert.Equal([596, 501], series.Demand);
        Assert.Equal(1800, series.Second[1] - series.Second[0]);
        Assert.Empty(DemandSeries.In(folder["nowhere"]));
    }

    /// <summary>
    /// The window of 34 days has ⌊2,937,988 s/900 s⌋ + 1 steps; that of Helios 8,928 rows of 5 minutes, every third of them, less the 105 that
    /// say 0 of the 313 in its description.
    /// </summary>
    [FactWhereData("compute_openb_gpu2023")]
    public void The_traces_give_as_many_steps_as_their_windows_hold()
    {
        var series = DemandSeries.In(SharedData.Root!).Select(s => s.Require()).ToArray();
        Assert.Equal([3265, 2871], series.Select(s => s.Demand.Length));
        Assert.All(series, s => Assert.All(s.Demand, d => Assert.True(d >= 0)));
    }
}
