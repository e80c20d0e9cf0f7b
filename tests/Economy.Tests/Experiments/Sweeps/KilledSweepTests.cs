using Economy.Experiments;
using Economy.Experiments.Files;
using Economy.Experiments.Sweeps;
using Economy.Tests.Cli;
using Economy.Tests.Reporting;

namespace Economy.Tests.Experiments.Sweeps;

public sealed class KilledSweepTests
{
    private const string World = """
        name: world
        ticks: 80
        population: {types: [{name: agents, count: 300, wealth: {distribution: equal, mean: 100}}]}
        encounters: {rule: uniform-split}
        """;

    private const string Experiment = """
        name: killed
        scenario: world.yaml
        factors:
          - {key: population.types.agents.wealth.mean, name: mean, from: 10, to: 1000, scale: log, steps: 12}
        seeds: 1..5
        measures:
          - {name: money_gini, column: ticks.money_gini, over: last}
        """;

    /// <summary>Killed as soon as it says that a run is finished, in the midst of others, and begun again by the same command.</summary>
    [Fact]
    public async Task A_sweep_that_is_killed_three_times_and_goes_on_has_the_rows_of_one_that_is_not()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["world.yaml"], World);
        await File.WriteAllTextAsync(folder["experiment.yaml"], Experiment);
        string[] command = ["sweep", "experiment.yaml", "--out", "killed", "--workers", "2"];
        var least = 0;
        for (var kill = 0; kill < 3; kill++)
        {
            using var process = EconomyProcess.Start(folder.Path, command);
            await process.SeeAsync($"{least + 1} of 60 runs");
            process.Kill();
            await process.EndAsync();
            using var study = new StudyDatabase(folder["killed/study.db"], [], ["mean"], []);
            var finished = study.Finished().Count;
            Assert.InRange(finished, least + 1, 59);
            least = finished;
        }

        var ended = await EconomyProcess.RunAsync(folder.Path, command);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        var whole = ExperimentFile.Read(folder["experiment.yaml"], [], out _)!;
        ExperimentStudy.Sweep(whole, new StudyPlace(folder["whole"], new LocalWorkers(1)), default);
        Assert.Equal(SweepTests.Rows(folder["whole/study.db"]), SweepTests.Rows(folder["killed/study.db"]));
        Assert.Equal(File.ReadAllText(folder["whole/means.csv"]), File.ReadAllText(folder["killed/means.csv"]));
    }
}
