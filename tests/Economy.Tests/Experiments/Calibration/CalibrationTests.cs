using System.Globalization;
using Economy.Core.Scenarios;
using Economy.Experiments;
using Economy.Experiments.Calibration;
using Economy.Experiments.Designs;
using Economy.Experiments.Files;
using Economy.Experiments.Measures;
using Economy.Experiments.Sweeps;
using Economy.Tests.Experiments.Files;
using Economy.Tests.Reporting;
using Economy.World;
using Xunit.Abstractions;

namespace Economy.Tests.Experiments.Calibration;

public sealed class CalibrationTests(ITestOutputHelper output)
{
    private const int Seeds = 8, Spread = 32;
    private static readonly double[] Truth = [1500, 0.7, 0.03];

    private static readonly Parameter[] Parameters =
    [
        new(new FactorSpec { Key = "mean", From = 500, To = 5000, Scale = FactorScale.Log }),
        new(new FactorSpec { Key = "shape", From = 0.2, To = 1.5 }),
        new(new FactorSpec { Key = "tax", From = 0.001, To = 0.1 }),
    ];

    private static readonly MeasureSet Measures;

    static CalibrationTests()
    {
        ExperimentFile.Register();
        Measures = MeasureSet.Of(
            new MeasureSpec { Name = "supply", Column = "ticks.money_supply_minor", From = 0, Over = "first" },
            new MeasureSpec { Name = "gini", Column = "ticks.money_gini", From = 0, Over = "first" },
            new MeasureSpec { Name = "burnt", Column = "ticks.burnt_minor", Per = "money_supply_minor", Over = "sum" },
            new MeasureSpec { Name = "top", Column = "ticks.wealth_top10_share", From = 0, Over = "first" });
    }

    /// <summary>
    /// Sixty participants with lognormal money and a tax on it, of which mean, spread and rate are to be found from its own output under
    /// other seeds. The aim, stated before it was run: each parameter within two standard errors in at least 18 of 20 replications. 20, 18 and
    /// 19 are; with the moments' spread known from the eight seeds of the search alone it was 18, 17 and 18. ECONOMY_REPLICATIONS sets how
    /// many.
    /// </summary>
    [Fact]
    public void Known_parameters_of_a_small_world_are_recovered_within_two_standard_errors()
    {
        var replications = int.Parse(Environment.GetEnvironmentVariable("ECONOMY_REPLICATIONS") ?? "20", CultureInfo.InvariantCulture);
        var found = Enumerable.Range(1, replications).AsParallel().AsOrdered().Select(replication =>
        {
            var data = Simulated(Truth, Enumerable.Range(0, 20).Select(s => (ulong)(replication * 1000 + s)));
            ulong[] seeds = [.. Enumerable.Range(0, Seeds).Select(s => (ulong)(replication * 1000 + 500 + s))];
            return new Calibrator
            {
                Parameters = Parameters, Moments = MomentsOf(data), Screening = 16, Starts = 1, Search = 40, Profile = 3,
                Simulate = points => [.. points.Select(p => Simulated(At(p), seeds))],
                Spread = p => Simulated(At(p), Enumerable.Range(0, Spread).Select(s => (ulong)(replication * 1000 + 600 + s))),
            }.Run();
        }).ToList();

        int[] within = [.. Enumerable.Range(0, 3)
            .Select(p => found.Count(f => Math.Abs(f.Parameters[p].Value - Truth[p]) <= 2 * f.Parameters[p].StandardError))];
        output.WriteLine($"within two standard errors, of {replications}: {string.Join(", ", Parameters.Zip(within, (p, w) => $"{p.Name} {w}"))}");
        foreach (var f in found.Take(5)) output.WriteLine(string.Join(" · ", CalibrationTables.Lines(f)));
        Assert.All(within, count => Assert.InRange(count, replications * 0.9, replications));
        Assert.All(found, f => Assert.All(f.Parameters, p => Assert.True(p.IsIdentified)));
        Assert.All(found, f => Assert.Equal(1, f.Freedom));
        // J of a right model with one degree of freedom exceeds 3.84 in one case of twenty.
        Assert.InRange(found.Count(f => f.P < 0.05), 0, replications / 5);
    }

    [Fact]
    public void A_parameter_that_does_nothing_is_not_identified_and_said_so()
    {
        var idle = new Parameter(new FactorSpec { Key = "idle", From = 0, To = 10 });
        var data = Simulated(Truth, [1, 2, 3, 4, 5, 6, 7, 8]);
        var found = new Calibrator
        {
            Parameters = [Parameters[0], Parameters[1], idle],
            Moments = MomentsOf(data),
            Screening = 16, Starts = 1, Search = 60, Profile = 5,
            Simulate = points => [.. points.Select(p =>
                Simulated([Parameters[0].At(p[0]), Parameters[1].At(p[1]), Truth[2]], [11, 12, 13, 14, 15, 16, 17, 18]))],
        }.Run();
        Assert.Equal([true, true, false], found.Parameters.Select(p => p.IsIdentified));
        Assert.Equal(double.PositiveInfinity, found.Parameters[2].StandardError);
        Assert.Contains(CalibrationTables.Lines(found), l =>
            l.StartsWith("idle", StringComparison.Ordinal) && l.Contains("not identified", StringComparison.Ordinal));
        Assert.Single(found.Parameters[2].Profile.Select(p => Math.Round(p.J, 9)).Distinct());
        Assert.Equal(2, found.Freedom);
    }

    [Fact]
    public void A_moment_that_the_model_cannot_meet_binds()
    {
        var data = Simulated(Truth, [1, 2, 3, 4, 5, 6, 7, 8]);
        var moments = MomentsOf(data);
        moments[3] = moments[3] with { Value = 0.95 }; // The top tenth hold far more than a lognormal distribution of this Gini gives them.
        var found = new Calibrator
        {
            Parameters = Parameters, Moments = moments, Screening = 16, Starts = 1, Search = 60, Profile = 3,
            Simulate = points => [.. points.Select(p =>
                Simulated(At(p), [11, 12, 13, 14, 15, 16, 17, 18]))],
        }.Run();
        Assert.True(Math.Abs(found.Moments[3].T) > 2, string.Join('\n', CalibrationTables.Lines(found)));
        Assert.InRange(found.P, 0, 0.01);
    }

    [Fact]
    public void An_experiment_is_calibrated_from_its_file_and_goes_on_where_it_stopped()
    {
        using var folder = new TemporaryFolder();
        const string Text = """
            name: fit
            scenario: world.yaml
            factors:
              - {key: population.types.agents.wealth.mean, from: 50, to: 500, scale: log}
            measures:
              - {name: supply, column: ticks.money_supply_minor, over: last}
              - {name: gini, column: ticks.money_gini, over: last}
            seeds: 1..3
            calibrate: {targets: targets.csv, screening: 8, starts: 1, search: 30, profile: 5}
            """;
        File.WriteAllText(folder["targets.csv"], "measure,value,standard_error\nsupply,4000,20\n");
        var experiment = ExperimentFileTests.Read(folder, Text, out var errors);
        Assert.True(experiment is not null, string.Join('\n', errors));
        var runs = 0;
        var place = new StudyPlace(folder["out"], new LocalWorkers(1)) { Progress = _ => runs++ };
        var found = ExperimentStudy.Calibrate(experiment, place, default);
        Assert.InRange(found.Parameters[0].Value, 198, 202);
        Assert.True(runs > 8 * 3);
        var before = runs;
        Assert.Equal(found.Parameters[0].Value, ExperimentStudy.Calibrate(experiment, place, default).Parameters[0].Value);
        Assert.Equal(before, runs);
        Assert.Contains("mean,", File.ReadAllText(folder["out/estimates.csv"]), StringComparison.Ordinal);
        Assert.Contains("<html", File.ReadAllText(folder["out/calibration.html"]), StringComparison.Ordinal);
    }

    private static double[] At(double[] point) => [.. Parameters.Select((p, i) => p.At(point[i]))];

    private static Moment[] MomentsOf(double[][] data) => [.. Measures.Names.Select((name, m) =>
        new Moment(name, data.Average(s => s[m]), Math.Sqrt(Calibrator.SimulatedVariance(data, m, data.Length))))];

    private static double[][] Simulated(double[] parameters, IEnumerable<ulong> seeds) => [.. seeds.Select(seed =>
    {
        var scenario = new Scenario
        {
            Name = "small", Ticks = 3, Seed = seed, Chain = "none",
            Population = new PopulationSpec
            {
                Types = [new ParticipantTypeSpec
                {
                    Name = "agent", Count = 60,
                    Wealth = new WealthSpec { Distribution = WealthDistribution.Lognormal, Mean = parameters[0], Shape = parameters[1] },
                }],
            },
            Money = new MoneySpec { WealthTax = parameters[2] },
        };
        return SingleRun.Of(new WorldModel(scenario), scenario, Measures).Measured.Select(m => m.Value).ToArray();
    })];
}
