using Economy.Experiments;
using Economy.Experiments.Files;
using Economy.Experiments.Sweeps;
using Economy.Tests.Reporting;
using Economy.Tests.Support;

namespace Economy.Tests.Experiments.Files;

public sealed class ExperimentFileTests
{
    private const string Sound = """
        name: small
        scenario: world.yaml
        factors:
          - {key: population.types.agents.wealth.mean, name: wealth, values: [10, 1000]}
          - {key: population.types.agents.count, from: 10, to: 30, scale: whole, steps: 3}
        measures:
          - {name: money_gini, column: ticks.money_gini, over: last}
          - {name: richest, column: participants.money_minor, across: max}
        """;

    private const string World = """
        name: world
        ticks: 3
        population: {types: [{name: agents, count: 20, wealth: {distribution: equal, mean: 100}}]}
        encounters: {rule: uniform-split}
        """;

    public static TheoryData<string> Shipped =>
        new(Directory.EnumerateFiles(Path.Combine(Repository.Root, "scenarios", "experiments"), "*.yaml").Select(f => Path.GetFileName(f)));

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Shipped_experiments_are_sound(string file) =>
        Assert.True(ExperimentFile.Read(Path.Combine(Repository.Root, "scenarios", "experiments", file), [], out var errors) is not null,
            string.Join('\n', errors));

    [Fact]
    public void An_experiment_is_run_from_its_file_to_its_tables_and_its_page()
    {
        using var folder = new TemporaryFolder();
        var experiment = Read(folder, Sound, out _)!;
        var (data, tables) = ExperimentStudy.Sweep(experiment, new StudyPlace(folder["out"], new LocalWorkers(2)) { Seeds = [1, 2, 3] },
            default);
        Assert.Equal(6, data.Settings.Count);
        Assert.Equal(18, data.Runs.Count);
        Assert.Equal(["means", "responses", "differences", "effects", "cells"], tables.Select(t => t.Name));
        Assert.All(tables, t => Assert.Equal(1 + t.Rows.Count, File.ReadAllLines(folder[$"out/{t.Name}.csv"]).Length));
        Assert.StartsWith("measure,setting,wealth,count,runs,mean,low_95,high_95\nmoney_gini,0,10,10,3,",
            File.ReadAllText(folder["out/means.csv"]), StringComparison.Ordinal);
        var page = File.ReadAllText(folder["out/report.html"]);
        Assert.Contains("money_gini over wealth", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", page, StringComparison.Ordinal);
        // Shares of an analysis of variance add up to one.
        var effects = tables.Single(t => t.Name == "effects").Rows.Where(r => (string)r[0]! == "money_gini").ToList();
        Assert.Equal(["wealth", "count", "wealth × count", "seeds", "residual"], effects.Select(r => (string)r[1]!));
        Assert.Equal(1, effects.Sum(r => (double)r[4]!), 9);
    }

    [Fact]
    public void The_example_in_the_guide_is_the_shipped_one_and_runs()
    {
        using var folder = new TemporaryFolder();
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "scenarios", "EXPERIMENTS.md"));
        var example = guide[(guide.IndexOf("```yaml\n", StringComparison.Ordinal) + 8)..];
        example = example[..example.IndexOf("```", StringComparison.Ordinal)];
        var shipped = Path.Combine(Repository.Root, "scenarios", "experiments", "tax-and-traders.yaml");
        Assert.EndsWith(example, File.ReadAllText(shipped), StringComparison.Ordinal);
        var experiment = ExperimentFile.Read(shipped, ["ticks=6"], out _)!;
        var (data, _) = ExperimentStudy.Sweep(experiment, new StudyPlace(folder["out"], new LocalWorkers(2)) { Seeds = [1, 2] }, default);
        Assert.Empty(data.Failures);
        Assert.All(data.Measures.Names.Except(["land_price_coins"]), m => Assert.True(data.Mean(0, m) is { Runs: 2, Mean: > 0 }, m));
        // With more traders there is more trade.
        Assert.True(data.Difference(data.Find(0, 60), data.Find(0, 20), "volume_units_per_tick").Mean > 0);
    }

    [Theory]
    [InlineData("ticks.money_gini", "ticks.money_gin", "experiment.yaml:7:", "did you mean 'ticks.money_gini'?")]
    [InlineData("key: population.types.agents.count", "key: population.types.agents.cuont", "experiment.yaml:5:", "did you mean 'count'?")]
    [InlineData("values: [10, 1000]", "values: [10, -1]", "experiment.yaml:4:", "too small")]
    [InlineData(", steps: 3", "", "experiment.yaml:5:", "tries the values of count one by one")]
    [InlineData("name: richest", "name: wealth", "experiment.yaml:8:", "there are two columns 'wealth'")]
    [InlineData("across: max", "across: maximum", "experiment.yaml:8:", "across")]
    [InlineData("across: max", "over: max", "experiment.yaml:8:", "a row for every participant")]
    [InlineData("scenario: world.yaml", "scenario: word.yaml", "experiment.yaml:2:", "there is no such file")]
    [InlineData("participants.money_minor, across: max", "panel.money_minor, across: max", "experiment.yaml:8:", "no table panel")]
    [InlineData("measures:", "seeds: 9..1\nmeasures:", "experiment.yaml:6:", "did you mean 1..9?")]
    [InlineData("measures:", "design: sobl\nmeasures:", "experiment.yaml:6:", "did you mean 'sobol'?")]
    [InlineData("measures:", "stop: {when: money_gni > 1}\nmeasures:", "experiment.yaml:6:", "did you mean 'money_gini'?")]
    public void Whatever_is_wrong_is_said_with_its_place(string right, string wrong, string place, string because)
    {
        using var folder = new TemporaryFolder();
        Assert.Null(Read(folder, Sound.Replace(right, wrong, StringComparison.Ordinal), out var errors));
        Assert.Contains(errors, e => e.Contains(place, StringComparison.Ordinal) && e.Contains(because, StringComparison.Ordinal));
    }

    internal static ExperimentFile? Read(TemporaryFolder folder, string text, out IReadOnlyList<string> errors)
    {
        File.WriteAllText(folder["world.yaml"], World);
        File.WriteAllText(folder["experiment.yaml"], text);
        var read = ExperimentFile.Read(folder["experiment.yaml"], [], out var found);
        errors = [.. found.Select(e => e.ToString())];
        return read;
    }
}
