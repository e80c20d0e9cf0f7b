using System.CommandLine;
using System.Security.Cryptography;
using Economy.Attention.Files;
using Economy.Cli.Backends;
using Economy.Cli.Running;
using Economy.Core.Records;
using Economy.Experiments.Learn;
using Economy.Scenarios;
using Economy.World;

namespace Economy.Cli.Commands;

/// <summary><c>economy train</c></summary>
internal static class TrainCommand
{
    private static readonly Argument<string> File = new("scenario") { Description = "Scenario file (YAML) with a section quality." };
    private static readonly Option<string> Out = new("--out") { HelpName = "file", Description = "File of the model (safetensors).",
        Required = true };
    private static readonly Option<int?> Ticks =
        new("--ticks") { HelpName = "number", Description = "Ticks to learn from, in place of the scenario's." };
    private static readonly Option<int> HeldOut =
        new("--held-out") { HelpName = "number", Description = "Ticks after them to measure the model on.", DefaultValueFactory = _ => 40 };
    private static readonly Option<int> Epochs =
        new("--epochs") { HelpName = "number", Description = "Most passes through all outcomes at the end.",
            DefaultValueFactory = _ => 20 };
    private static readonly Option<string?> Seed = new("--seed") { HelpName = "number", Description = "Seed, in place of the scenario's." };
    private static readonly Option<string[]> Sets =
        new("--set") { HelpName = "key=value", Description = "Any key of the scenario, in place of its own value. Can be repeated.",
            DefaultValueFactory = _ => [] };
    private static readonly Option<string?> Data = new("--data") { HelpName = "folder", Description = "Folder of the trace files." };
    private static readonly Option<int?> Threads =
        new("--threads") { HelpName = "number",
            Description = "Threads to use; one per processor unless given. Results do not depend on it." };

    public static Command Create()
    {
        var command = new CommandWithExamples(
            "train", "Learn how well pools serve tasks, from the outcomes of a scenario's allocations; write the model.",
            "economy train scenarios/learning.yaml --out model.safetensors",
            "economy run scenarios/learning.yaml --set allocation.model=$PWD/model.safetensors")
        { File, Out, Ticks, HeldOut, Epochs, Seed, Sets, Data, Threads, RunCommand.Device, RunCommand.Precision };
        command.SetAction((parsed, cancel) => Task.Run(() => TrainAsync(parsed, cancel), CancellationToken.None));
        return command;
    }

    private static async Task<int> TrainAsync(ParseResult parsed, CancellationToken cancel)
    {
        var threads = parsed.GetValue(Threads) ?? Environment.ProcessorCount;
        if (threads < 1 || parsed.GetValue(HeldOut) < 1 || parsed.GetValue(Ticks) < 1 || parsed.GetValue(Epochs) < 0)
            return Report.BadInput("--ticks, --held-out and --threads take whole numbers from 1, --epochs from 0.");
        var precision = parsed.GetValue(RunCommand.Precision)!;
        var (device, deviceProblem) =
            await DeviceChoice.OfAsync(parsed.GetValue(RunCommand.Device), precision, Displays.For(silent: false).Say, cancel)
                .ConfigureAwait(false);
        if (deviceProblem is not null) return Report.BadInput(deviceProblem);
        var target = Path.GetFullPath(parsed.GetValue(Out)!);
        if (Directory.Exists(target) || !Directory.Exists(Path.GetDirectoryName(target)))
            return Report.BadInput($"the model cannot be written to {target}: give a file in a folder that exists.");
        var file = parsed.GetValue(File)!;
        var read = ScenarioReader.ReadFile(file,
            [.. parsed.GetValue(Sets)!, .. parsed.GetValue(Seed) is { } seed ? [$"seed={seed}"] : Array.Empty<string>(), "chain=none"]);
        if (read.Scenario is not { } scenario) return Report.Errors(read.Errors);
        if (scenario.Quality is null)
            return Report.BadInput(
                $"{file} has no section quality: every pool serves every task equally well, and there is nothing to learn.");
        var (data, folder) = (parsed.GetValue(Data), Path.GetDirectoryName(Path.GetFullPath(file))!);
        if (WorldBuilder.Build(scenario, data, folder).Problem is { } problem) return Report.BadInput(problem);
        using var attention = AttentionEngine.Open(device, precision);
        var run = new TrainingRun
        {
            Ticks = parsed.GetValue(Ticks) ?? scenario.Ticks, HeldOutTicks = parsed.GetValue(HeldOut), Epochs = parsed.GetValue(Epochs),
            Threads = threads,
            Backend = attention.Scores, Learning = attention.Learning,
        };
        try
        {
            return Write(run, Watched(run,
                afterTick => run.Of(scenario, (s, model) => WorldBuilder.Build(s, data, folder, model).World!, afterTick, cancel)), target);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("economy: cancelled; no model was written");
            return ExitCode.Cancelled;
        }
        catch (AmountOverflowException failed)
        {
            return Report.Failed(failed.Message);
        }
    }

    private static Trained Watched(TrainingRun run, Func<Action<TickRow>, Trained> train)
    {
        var (display, done) = (Displays.For(silent: false), 0);
        try
        {
            return train(_ => display.Show(Progress.OfTraining(++done, run.TicksInAll)));
        }
        finally
        {
            display.Finish();
        }
    }

    private static int Write(TrainingRun run, Trained trained, string target)
    {
        using var content = new MemoryStream();
        new ModelFile(trained.Model, trained.Adam).Write(content);
        var partial = $"{target}.{Environment.ProcessId}.partial";
        try
        {
            System.IO.File.WriteAllBytes(partial, content.ToArray());
            System.IO.File.Move(partial, target, overwrite: true);
        }
        finally
        {
            System.IO.File.Delete(partial);
        }

        Console.WriteLine(TrainReport.Of(run, trained, target, Convert.ToHexStringLower(SHA256.HashData(content.ToArray()))));
        return ExitCode.Ok;
    }
}
