using System.Security.Cryptography;
using Economy.Attention.Model;
using Economy.Attention.Files;
using Economy.Experiments.Learn;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Tests.World.Quality;
using Economy.Scenarios;
using Economy.World;
using Economy.World.Learn;
using Economy.Tests.Reporting;

namespace Economy.Tests.World.Learn;

public sealed class LearningTests
{
    private const int Learnt = 50;
    private const int HeldOut = 15;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_is_learnt_lifts_welfare_on_ticks_not_learnt_from_close_to_the_oracles(ulong seed)
    {
        var scenario = QualityWorlds.Learner(seed) with { Ticks = Learnt + HeldOut };
        scenario = scenario with { Allocation = scenario.Allocation with { Learning = scenario.Allocation.Learning! with { Until = Learnt } } };
        var learnt = HeldOutRatio(scenario);
        var untrained = HeldOutRatio(scenario with { Allocation = scenario.Allocation with { Learning = null } });
        Assert.InRange(untrained, 0.1, 0.80);
        Assert.InRange(learnt, 0.93, 1.02);
    }

    [Fact]
    public void Nothing_is_explored_or_learnt_on_held_out_ticks()
    {
        var scenario = QualityWorlds.Learner(1) with { Ticks = 12 };
        scenario = scenario with { Allocation = scenario.Allocation with { Learning = scenario.Allocation.Learning! with { Until = 6, Exploration = 1 } } };
        var rows = QualityWorlds.Run(scenario).Rows<QualityRow>();
        Assert.All(rows.Take(6), row => Assert.True(row.Temperature > 0.03));
        Assert.All(rows.Skip(6), row => Assert.True(double.IsNaN(row.Temperature)));
        Assert.All(rows, row => Assert.True(double.IsFinite(row.ScoreLoss)));
    }

    [Fact]
    public void Threads_and_cells_change_nothing_that_is_learnt()
    {
        var scenario = QualityWorlds.Learner(5) with { Ticks = 14 };
        Assert.Equal(QualityWorlds.Run(scenario).Transcript(), QualityWorlds.Run(scenario, threads: 2, cells: 7).Transcript());
    }

    [Fact]
    public void A_trained_model_goes_through_a_file_and_is_covered_by_the_hash()
    {
        using var folder = new TemporaryFolder();
        var scenario = QualityWorlds.Learner(1) with { Ticks = 8 };
        var trained = new TrainingRun { Ticks = 30, HeldOutTicks = 5, Epochs = 4 }.Of(scenario, (s, model) => WorldBuilder.Build(s, model: model).World!);
        Assert.True(trained.OracleRatio > 0.9, $"{trained.OracleRatio}");
        Assert.InRange(trained.UntrainedRatio, 0.1, 0.80);
        using (var file = File.Create(folder["m.safetensors"])) new ModelFile(trained.Model, trained.Adam).Write(file);

        var given = scenario with { Allocation = scenario.Allocation with { Learning = null, Model = "m.safetensors" } };
        var world = WorldBuilder.Build(given, scenarioFolder: folder.Path).World!;
        Assert.Equal(trained.Model.Parameters.Values, world.Model!.Parameters.Values);
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder["m.safetensors"])));
        Assert.Equal(hash, world.Scenario.Allocation.ModelHash);
        var moved = world.Scenario with { Allocation = world.Scenario.Allocation with { Model = "elsewhere.safetensors" } };
        var other = world.Scenario with { Allocation = world.Scenario.Allocation with { ModelHash = new string('0', 64) } };
        Assert.Equal(ScenarioHash.Of(world.Scenario), ScenarioHash.Of(moved));
        Assert.NotEqual(ScenarioHash.Of(world.Scenario), ScenarioHash.Of(other));
        Assert.Contains("is another than the scenario was written for", WorldBuilder.Build(other, scenarioFolder: folder.Path).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_model_of_this_world_is_refused_with_a_remedy()
    {
        using var folder = new TemporaryFolder();
        var scenario = QualityWorlds.Learner(1);
        var foreign = new WorldModel(scenario with { Pools = [.. scenario.Pools.Select(p => p with { Model = "other" })] });
        using (var file = File.Create(folder["foreign.safetensors"]))
            new ModelFile(AttentionModel.Untrained(ObservedFeatures.SchemaOf(foreign), new(), 1)).Write(file);
        File.WriteAllBytes(folder["damaged.safetensors"], File.ReadAllBytes(folder["foreign.safetensors"])[..^7]);
        File.WriteAllText(folder["text.safetensors"], "no model");
        foreach (var (name, said) in (ReadOnlySpan<(string, string)>)
            [("foreign", "trained on another world: pool feature 9"), ("damaged", "cannot be used"), ("text", "cannot be used"), ("missing", "cannot be read")])
        {
            var problem = WorldBuilder.Build(scenario with { Allocation = scenario.Allocation with { Model = $"{name}.safetensors" } }, scenarioFolder: folder.Path).Problem;
            Assert.Contains(said, problem, StringComparison.Ordinal);
            Assert.Contains('\n', problem!);
        }
    }

    private static double HeldOutRatio(Scenario scenario) => TrainingRun.Ratio(QualityWorlds.Run(scenario).Rows<QualityRow>().Where(r => r.Tick > Learnt));
}
