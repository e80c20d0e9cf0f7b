using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Experiments;
using Economy.Tests.Reporting;
using Economy.World;

namespace Economy.Tests.Experiments;

/// <summary>A study of milliseconds: twenty participants split their money at random, over three ticks and three means of wealth.</summary>
internal sealed class SmallStudy : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private int runs;

    public static IReadOnlyList<Setting> Settings { get; } = [.. new[] { 10.0, 1_000, 100_000 }.Select(mean => new Setting("split", mean, Scenario(mean)))];

    public static IReadOnlyList<ulong> Seeds { get; } = [1, 2, 3, 4, 5];

    public string File => folder["runs.csv"];

    public string Failed => folder["runs.failed.csv"];

    /// <summary>Worlds made so far.</summary>
    public int Runs => runs;

    public static Scenario Scenario(double meanWealth) => new()
    {
        Name = "split",
        Ticks = 3,
        Population = new PopulationSpec { Types = [new ParticipantTypeSpec { Name = "agent", Count = 20, Wealth = new WealthSpec { Mean = meanWealth } }] },
        Encounters = new EncounterSpec { Rule = EncounterRule.UniformSplit },
    };

    public Experiment Experiment(string file = "runs.csv", Func<Scenario, bool>? breaks = null, string hash = "") => new()
    {
        File = folder[file],
        Tables = [typeof(TickRow)],
        Measures = [new Measure("money_gini", run => run.Of<TickRow>()[^1].MoneyGini), new Measure("nothing", _ => double.NaN)],
        Hash = scenario => FormattableString.Invariant($"{scenario.Population.Types[0].Wealth.Mean}-{scenario.Seed}{hash}"),
        Build = scenario =>
        {
            Interlocked.Increment(ref runs);
            return breaks?.Invoke(scenario) == true ? throw new InvalidOperationException("a \"broken\" world, sadly") : new WorldModel(scenario);
        },
    };

    public string Text(string file = "runs.csv") => System.IO.File.ReadAllText(folder[file]);

    public void Dispose() => folder.Dispose();
}
