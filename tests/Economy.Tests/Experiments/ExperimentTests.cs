using Economy.Core.Scenarios;
using Economy.Experiments;

namespace Economy.Tests.Experiments;

public sealed class ExperimentTests
{
    [Fact]
    public void Parallel_runs_leave_the_same_file_as_sequential_ones()
    {
        using var study = new SmallStudy();
        study.Experiment("one.csv").Run(SmallStudy.Settings, SmallStudy.Seeds, threads: 1);
        study.Experiment("eight.csv").Run(SmallStudy.Settings, SmallStudy.Seeds, threads: 8);
        Assert.Equal(study.Text("one.csv"), study.Text("eight.csv"));
        Assert.Equal(1 + SmallStudy.Settings.Count * SmallStudy.Seeds.Count, study.Text("one.csv").Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("")]
    [InlineData("split,10,")]
    public void An_interrupted_study_goes_on_to_the_same_file_and_runs_nothing_twice(string tornRow)
    {
        using var study = new SmallStudy();
        study.Experiment("whole.csv").Run(SmallStudy.Settings, SmallStudy.Seeds);
        using var interrupted = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => study.Experiment().Run(SmallStudy.Settings, SmallStudy.Seeds, progress: (done, _, _) =>
        {
            if (done == 7) interrupted.Cancel();
        }, cancellation: interrupted.Token));
        File.AppendAllText(study.File, tornRow);

        var before = study.Runs;
        var results = study.Experiment().Run(SmallStudy.Settings, SmallStudy.Seeds);
        Assert.Equal(15 - 7, study.Runs - before);
        Assert.Equal(15, results.Runs.Count);
        Assert.Equal(study.Text("whole.csv"), study.Text());
    }

    [Fact]
    public void A_failed_run_is_reported_and_the_others_are_there_and_it_is_tried_again()
    {
        using var study = new SmallStudy();
        study.Experiment("whole.csv").Run(SmallStudy.Settings, SmallStudy.Seeds);
        static bool Third(Scenario scenario) => scenario.Seed == 3 && scenario.Population.Types[0].Wealth.Mean == 1_000;

        var results = study.Experiment(breaks: Third).Run(SmallStudy.Settings, SmallStudy.Seeds, threads: 4);
        Assert.Equal(new Failure("split", 1_000, 3, "a \"broken\" world, sadly"), Assert.Single(results.Failures));
        Assert.Equal(14, results.Runs.Count);
        Assert.Equal("setting,x,seed,message\nsplit,1000,3,\"a \"\"broken\"\" world, sadly\"\n", study.Text("runs.failed.csv"));

        Assert.Empty(study.Experiment().Run(SmallStudy.Settings, SmallStudy.Seeds).Failures);
        Assert.Equal(study.Text("whole.csv"), study.Text());
        Assert.False(File.Exists(study.Failed));
    }

    [Fact]
    public void More_seeds_are_added_to_those_there_and_fewer_are_picked_from_them()
    {
        using var study = new SmallStudy();
        study.Experiment().Run(SmallStudy.Settings, [.. SmallStudy.Seeds.Take(3)]);
        study.Experiment().Run(SmallStudy.Settings, SmallStudy.Seeds);
        Assert.Equal(15, study.Runs);
        var two = study.Experiment().Run(SmallStudy.Settings, [SmallStudy.Seeds[1], SmallStudy.Seeds[3]]);
        Assert.Equal(15, study.Runs);
        Assert.Equal(6, two.Runs.Count);
        Assert.All(two.Runs, run => Assert.True(run.Seed is 2 or 4));
    }

    [Fact]
    public void Results_of_another_scenario_study_or_build_are_refused_and_left_alone()
    {
        using var study = new SmallStudy();
        study.Experiment().Run(SmallStudy.Settings, SmallStudy.Seeds);
        var text = study.Text();
        Refused("another scenario", study.Experiment(hash: "!"), SmallStudy.Settings);
        Refused("which the study does not hold", study.Experiment(), [SmallStudy.Settings[1]]);
        File.WriteAllText(study.File, text.Replace("money_gini", "gini", StringComparison.Ordinal));
        Refused("this study writes", study.Experiment(), SmallStudy.Settings);
        var build = text.Split('\n')[1].Split(',')[4];
        File.WriteAllText(study.File, text.Replace(build, "0123456789abcdef", StringComparison.Ordinal));
        Refused("another build", study.Experiment(), SmallStudy.Settings);
        File.WriteAllText(study.File, text.Replace("split,10,1,", "split,10,one,", StringComparison.Ordinal));
        Refused("runs.csv:2: 'one' is no seed", study.Experiment(), SmallStudy.Settings);
        Assert.Equal(15, study.Runs);

        void Refused(string because, Experiment experiment, IReadOnlyList<Setting> settings)
        {
            var before = study.Text();
            Assert.Contains(because, Assert.Throws<StudyFileException>(() => experiment.Run(settings, SmallStudy.Seeds)).Message, StringComparison.Ordinal);
            Assert.Equal(before, study.Text());
        }
    }

    [Fact]
    public void Settings_run_on_common_random_numbers()
    {
        using var study = new SmallStudy();
        Setting[] twins = [new("twin", 1, SmallStudy.Scenario(500)), new("twin", 2, SmallStudy.Scenario(500))];
        var results = study.Experiment().Run(twins, SmallStudy.Seeds);
        Assert.True(results.Mean(twins[0], "money_gini").HalfWidth > 0);
        Assert.Equal(new Estimate(0, 0, 5), results.Difference(twins[1], twins[0], "money_gini"));
        Assert.Equal(0, results.Mean(twins[0], "nothing").Runs);
    }

    [Fact]
    public void A_file_that_cannot_be_written_ends_the_study()
    {
        using var study = new SmallStudy();
        Directory.CreateDirectory(study.File);
        Assert.ThrowsAny<UnauthorizedAccessException>(() => study.Experiment().Run(SmallStudy.Settings, SmallStudy.Seeds));
    }
}
