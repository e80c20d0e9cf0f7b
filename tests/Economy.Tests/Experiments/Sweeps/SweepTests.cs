using Economy.Core.Scenarios;
using Economy.Experiments;
using Economy.Experiments.Designs;
using Economy.Experiments.Files;
using Economy.Experiments.Measures;
using Economy.Experiments.Sweeps;
using Economy.Tests.Reporting;
using Economy.World;

namespace Economy.Tests.Experiments.Sweeps;

public sealed class SweepTests
{
    private static readonly DesignTable Design = DesignTable.Of([["10"], ["1000"], ["100000"]]);
    private static readonly ulong[] Seeds = [1, 2, 3, 4, 5];

    private static readonly string[] Queries =
    [
        "SELECT * FROM settings ORDER BY 1", "SELECT * FROM design ORDER BY 1",
            "SELECT setting, seed, status, error, digest FROM runs ORDER BY 1, 2",
        "SELECT * FROM measures ORDER BY 1, 2, 3", "SELECT * FROM series ORDER BY 1, 2, 3, 4",
    ];

    static SweepTests() => ExperimentFile.Register();

    [Fact]
    public void Any_number_of_workers_leaves_the_same_rows()
    {
        using var folder = new TemporaryFolder();
        Small(folder["one.db"]).Run(Design, Seeds);
        (Small(folder["four.db"]) with { Workers = new LocalWorkers(4) }).Run(Design, Seeds);
        Assert.Equal(Rows(folder["one.db"]), Rows(folder["four.db"]));
        Assert.Equal(3 + 3 + 15 + 15 * 2 + 15 * (3 + 1), Rows(folder["one.db"]).Count);
        Assert.False(File.Exists(folder["one.db-wal"]));
    }

    [Fact]
    public void A_stopped_study_goes_on_and_runs_nothing_twice()
    {
        using var folder = new TemporaryFolder();
        Small(folder["whole.db"]).Run(Design, Seeds);
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => Small(folder["cut.db"]).Run(Design, Seeds, p =>
        {
            if (p.Done == 7) stop.Cancel();
        }, stop.Token));
        var made = 0;
        Small(folder["cut.db"], _ => made++ < 0).Run(Design, Seeds);
        Assert.Equal(15 - 7, made);
        Assert.Equal(Rows(folder["whole.db"]), Rows(folder["cut.db"]));
    }

    [Fact]
    public void A_failed_run_is_told_costs_no_other_and_is_tried_again()
    {
        using var folder = new TemporaryFolder();
        Small(folder["whole.db"]).Run(Design, Seeds);
        var data = (Small(folder["study.db"], s =>
            s.Seed == 3 && s.Population.Types[0].Wealth.Mean == 1000) with { Workers = new LocalWorkers(3) }).Run(Design, Seeds);
        Assert.Equal([(new RunOrder(1, 3), "a broken world")], data.Failures);
        Assert.Equal(14, data.Runs.Count);
        Assert.Equal(4, data.Mean(1, "money_gini").Runs);
        Assert.Empty(Small(folder["study.db"]).Run(Design, Seeds).Failures);
        Assert.Equal(Rows(folder["whole.db"]), Rows(folder["study.db"]));
    }

    [Fact]
    public void Seeds_and_settings_are_added_to_those_there()
    {
        using var folder = new TemporaryFolder();
        var made = 0;
        Sweep Counted() => Small(folder["study.db"], _ => made++ < 0);
        Counted().Run(DesignTable.Of(Design.Settings.Take(2)), [1, 2]);
        Assert.Equal(4, made);
        var data = Counted().Run(Design, Seeds);
        Assert.Equal(15, made);
        Assert.Equal(15, data.Runs.Count);
        Assert.Equal(2, Counted().Run(Design, [4, 2]).Mean(0, "money_gini").Runs);
        Assert.Equal(15, made);
    }

    [Fact]
    public void Results_of_something_else_are_refused()
    {
        using var folder = new TemporaryFolder();
        var sweep = Small(folder["study.db"]);
        sweep.Run(Design, [1]);
        Refused("another scenario", () => sweep.Run(DesignTable.Of(Design.Settings.Reverse()), [1]));
        Refused("another list of measures", () =>
            (sweep with { Measures = MeasureSet.Of(new MeasureSpec { Name = "x", Column = "ticks.money_gini" }) }).Run(Design, [1]));
        Refused("another list of factors", () => (sweep with { Factors = ["other"] }).Run(Design, [1]));
        File.WriteAllText(folder["text.db"], "not,a,study\n" + new string('x', 4096));
        Refused("it is no study", () => Small(folder["text.db"]).Run(Design, [1]));
        using (sweep.Open()) Refused("another process", () => sweep.Run(Design, [1]));

        static void Refused(string because, Action run) =>
            Assert.Contains(because, Assert.Throws<StudyFileException>(run).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_ends_on_its_condition_and_a_setting_when_it_is_known_well_enough()
    {
        using var folder = new TemporaryFolder();
        var cut = (Small(folder["cut.db"]) with { Stop = new StopRule { When = Condition.Parse("tick >= 2") } }).Run(Design, [1]);
        using (var study = new StudyDatabase(folder["cut.db"], [], ["mean"], []))
            Assert.Equal(2L, study.Query("SELECT max(tick) FROM series").Single()[0]);
        Assert.Equal(3, cut.Runs.Count);

        ulong[] many = [.. Enumerable.Range(1, 40).Select(s => (ulong)s)];
        Sweep Precise(string file, int workers) =>
            Small(folder[file]) with { Workers = new LocalWorkers(workers),
            Stop = new StopRule { Measure = "money_gini", HalfWidth = 0.03, Least = 4 } };
        var data = Precise("one.db", 1).Run(Design, many);
        Precise("four.db", 4).Run(Design, many);
        Assert.Equal(Rows(folder["one.db"]), Rows(folder["four.db"]));
        Assert.All(Enumerable.Range(0, 3), s => Assert.True(data.Mean(s, "money_gini") is { Runs: >= 4 and < 40, HalfWidth: <= 0.03 }));
    }

    [Fact]
    public void The_digest_is_that_of_a_run_folder_and_common_random_numbers_pair_settings()
    {
        using var folder = new TemporaryFolder();
        var twins = DesignTable.Of([["500"], ["500.0"]]);
        var data = Small(folder["twins.db"]).Run(twins, Seeds);
        Assert.Equal(new Estimate(0, 0, 5), data.Difference(1, 0, "money_gini"));
        using var study = new StudyDatabase(folder["twins.db"], [], ["mean"], []);
        var digests = study.Query("SELECT digest FROM runs ORDER BY seed, setting").Select(r => (string)r[0]!).Chunk(2).ToList();
        Assert.All(digests, pair => Assert.Equal(pair[0], pair[1]));
        Assert.Equal(5, digests.Select(d => d[0]).Distinct().Count());
    }

    /// <summary>A study of milliseconds: twenty participants split their money at random, over three ticks.</summary>
    internal static Sweep Small(string file, Func<Scenario, bool>? breaks = null) => new()
    {
        File = file,
        Factors = ["mean"],
        Scenario = values => SmallStudy.Scenario(double.Parse(values[0], System.Globalization.CultureInfo.InvariantCulture)),
        Measures = MeasureSet.Of(
            new MeasureSpec { Name = "money_gini", Column = "ticks.money_gini", Over = "last" },
            new MeasureSpec { Name = "richest", Column = "participants.money_minor", Across = "max" }),
        Build = scenario => breaks?.Invoke(scenario) == true ? throw new InvalidOperationException("a broken world")
            : new WorldModel(scenario),
    };

    /// <summary>All that a study's file holds but times, as text.</summary>
    internal static List<string> Rows(string file)
    {
        using var study = new StudyDatabase(file, [], ["mean"], []);
        return [.. Queries.SelectMany(study.Query)
            .Select(row => string.Join('|', row.Select(c => Convert.ToString(c, System.Globalization.CultureInfo.InvariantCulture))))];
    }
}
