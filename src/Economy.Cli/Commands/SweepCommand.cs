using System.CommandLine;
using Economy.Actors;
using Economy.Cli.Running;
using Economy.Experiments;
using Economy.Experiments.Calibration;
using Economy.Experiments.Files;
using Economy.Experiments.Sweeps;

namespace Economy.Cli.Commands;

/// <summary><c>economy sweep</c> and <c>economy calibrate</c></summary>
internal static class SweepCommand
{
    private const int ShownFailures = 5;
    private static readonly Argument<string> File = new("experiment") { Description = "Experiment file (YAML)." };
    private static readonly Option<string?> Seeds =
        new("--seeds") { HelpName = "range",
            Description = "Seeds in place of the experiment's: 1..20, or 1,4,7..9. More than before are added to those that are "
                + "finished." };
    private static readonly Option<string[]> Sets =
        new("--set") { HelpName = "key=value", Description = "Any key of the scenario, in place of its own value. Can be repeated.",
            DefaultValueFactory = _ => [] };
    private static readonly Option<int?> Workers =
        new("--workers") { HelpName = "number",
            Description = "Runs at a time; one per processor unless given. Results do not depend on it." };
    private static readonly Option<string?> Out =
        new("--out") { HelpName = "folder",
            Description = "Folder of the results: runs/studies/NAME unless given. The same command again goes on where it stopped, "
                + "however that came." };
    private static readonly Option<string?> Data = new("--data") { HelpName = "folder", Description = "Folder of the trace files." };
    private static readonly Option<bool> Quiet = new("--quiet") { Description = "No progress." };

    public static Command Sweep()
    {
        var command = new CommandWithExamples(
            "sweep", "Run an experiment: what varies in a scenario, over which seeds, and what it does to what is measured.",
            "economy sweep scenarios/experiments/tax-and-traders.yaml",
            "economy sweep scenarios/experiments/tax-and-traders.yaml --seeds 1..30 --workers 8",
            "economy sweep scenarios/experiments/tax-and-traders.yaml --cluster 127.0.0.1:4711")
        { File, Seeds, Sets, Workers, Out, Data, Quiet, ClusterCommand.Cluster, ClusterCommand.Patience, ClusterCommand.SecretFile };
        command.SetAction((parsed, cancel) => RunAsync(parsed, (experiment, place) => Sweep(experiment, place, cancel), cancel));
        return command;
    }

    public static Command Calibrate()
    {
        var command = new CommandWithExamples(
            "calibrate", "Fit the factors of an experiment to moments of data, by the method of simulated moments.",
            "economy calibrate scenarios/experiments/calibration.yaml")
        { File, Seeds, Sets, Workers, Out, Data, Quiet, ClusterCommand.Cluster, ClusterCommand.Patience, ClusterCommand.SecretFile };
        command.SetAction((parsed, cancel) => RunAsync(parsed, (experiment, place) => Calibrate(experiment, place, cancel), cancel));
        return command;
    }

    private static int Sweep(ExperimentFile experiment, StudyPlace place, CancellationToken cancel)
    {
        var (data, tables) = ExperimentStudy.Sweep(experiment, place, cancel);
        foreach (var (run, error) in data.Failures.Take(ShownFailures))
            Console.Error.WriteLine($"economy: {string.Join(", ", data.Factors.Zip(data.Settings[run.Setting], (f, v) => $"{f}={v}"))}, "
                + $"seed {run.Seed}, failed: {error}");
        if (data.Failures.Count > ShownFailures) Console.Error.WriteLine($"economy: … and {data.Failures.Count - ShownFailures} more");
        Console.WriteLine($"{data.Settings.Count} settings × {data.Seeds.Count} seeds, {data.Runs.Count} runs finished, "
            + $"{data.Failures.Count} failed");
        Console.WriteLine($"written to {place.Folder}: study.db, report.html, {string.Join(", ", tables.Select(t => t.Name + ".csv"))}");
        return data.Failures.Count == 0 ? ExitCode.Ok : ExitCode.RunFailed;
    }

    private static int Calibrate(ExperimentFile experiment, StudyPlace place, CancellationToken cancel)
    {
        if (experiment.Spec.Calibrate is null) return Report.BadInput("the experiment has no section 'calibrate', which says what the "
            + "moments of the data are");
        var found = ExperimentStudy.Calibrate(experiment, place, cancel);
        foreach (var line in CalibrationTables.Lines(found)) Console.WriteLine(line);
        Console.WriteLine($"written to {place.Folder}: calibration.db, calibration.html, estimates.csv, moments.csv, profiles.csv");
        return ExitCode.Ok;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Func<ExperimentFile, StudyPlace, int> run, CancellationToken cancel)
    {
        IReadOnlyList<ulong>? seeds = null;
        if (parsed.GetValue(Seeds) is { } asked
            && (seeds = SeedList.Parse(asked, "--seeds", out var problem)) is null) return Report.BadInput(problem);
        if (parsed.GetValue(Workers) < 1) return Report.BadInput("--workers takes a whole number from 1");
        if (ClusterCommand.Problem(parsed, out var cluster) is { } wrongCluster) return Report.BadInput(wrongCluster);
        if (ExperimentFile.Read(parsed.GetValue(File)!, parsed.GetValue(Sets)!,
            out var errors) is not { } experiment) return Report.Errors(errors);
        var display = Displays.For(parsed.GetValue(Quiet));
        var folder = parsed.GetValue(Out) ?? Path.Combine("runs", "studies", experiment.Spec.Name);
        var charts = (await Provisions.ForAsync("none", display, cancel).ConfigureAwait(false)).ChartLibrary ?? "";
        IWorkers workers = cluster.Seeds.Count > 0 ? new ClusterWorkers(cluster)
            : new LocalWorkers(parsed.GetValue(Workers) ?? Environment.ProcessorCount);
        var place = new StudyPlace(folder, workers)
        {
            Seeds = seeds, Data = parsed.GetValue(Data), Charts = charts,
            Progress = p => display.Show(new Progress(p.Done, p.Total, p.ToString())),
        };
        try
        {
            return await Task.Run(() => run(experiment, place), CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("economy: cancelled; the finished runs are kept, and the same command goes on from there");
            return ExitCode.Cancelled;
        }
        catch (Exception wrong) when (wrong is StudyFileException or InvalidDataException)
        {
            return Report.BadInput(wrong.Message);
        }
        catch (ClusterException lost)
        {
            return Report.Failed($"{lost.Message}\n  {lost.Remedy}");
        }
        finally
        {
            display.Finish();
        }
    }
}
