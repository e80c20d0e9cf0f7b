using System.CommandLine;
using System.Globalization;
using Economy.Cli.Backends;
using Economy.Experiments.Learn;
using Economy.Learning;
using Economy.Learning.Forecasting;
using Economy.World.Demand.Traces;

namespace Economy.Cli.Commands;

/// <summary><c>economy forecast</c></summary>
internal static class ForecastCommand
{
    private static readonly int[] Ahead = [1, 4, 24, 96];

    private static readonly Option<string> Data =
        new("--data") { HelpName = "folder", Description = "Folder of the trace files, or of folders that hold them.", Required = true };
    private static readonly Option<int> Seeds =
        new("--seeds") { HelpName = "number", Description = "Trainings, which differ in their start.", DefaultValueFactory = _ => 5 };
    private static readonly Option<int> Memory =
        new("--memory") { HelpName = "number", Description = "Segments before the present that a layer remembers.",
            DefaultValueFactory = _ => new LongMemoryOptions().Memory };
    private static readonly Option<int> Epochs =
        new("--epochs") { HelpName = "number", Description = "Most passes over the part to learn from.",
            DefaultValueFactory = _ => new LongMemoryOptions().Epochs };
    private static readonly Option<string> Device =
        new("--device") { HelpName = "name", Description = "Where to train: cpu, cuda or cuda:n, by torch.", DefaultValueFactory = _ => "cpu" };
    private static readonly Option<string> Precision =
        new("--precision") { HelpName = "name", Description = "Of products in training: bf16, float32, float64 or tf32. Forecasts are made in float32 or better.",
            DefaultValueFactory = _ => "bf16" };

    public static Command Create()
    {
        var command = new CommandWithExamples("forecast",
            "Forecast the demand of real clusters by a long memory; compare with persistence, the day before and smoothing.",
            "economy forecast --data DIR")
        { Data, Seeds, Memory, Epochs, Device, Precision };
        command.SetAction(ForecastAsync);
        return command;
    }

    private static async Task<int> ForecastAsync(ParseResult parsed, CancellationToken cancel)
    {
        var (seeds, precision) = (parsed.GetValue(Seeds), parsed.GetValue(Precision)!);
        if (seeds < 1 || parsed.GetValue(Memory) < 1 || parsed.GetValue(Epochs) < 1)
            return Report.BadInput("--seeds, --memory and --epochs take whole numbers from 1.");
        var found = DemandSeries.In(parsed.GetValue(Data)!);
        if (found.Count == 0)
            return Report.BadInput($"there is no trace that is known in {parsed.GetValue(Data)}: it is to hold openb_pod_list_default.csv and openb_node_list_all_node.csv, or earth_total_5min_2020-05.csv.gz.");
        if (found.FirstOrDefault(f => f.Error is not null)?.Error is { } unreadable) return Report.BadInput(unreadable.ToString());
        var (device, problem) =
            await DeviceChoice.OfAsync(parsed.GetValue(Device), precision, Console.Error.WriteLine, cancel).ConfigureAwait(false);
        if (problem is not null || device is null) return Report.BadInput(problem ?? "--device takes cpu, cuda or cuda:n: a long memory is trained by torch.");
        var options = new LongMemoryOptions { Ahead = Ahead, Memory = parsed.GetValue(Memory), Epochs = parsed.GetValue(Epochs) };
        foreach (var series in found.Select(f => f.Require()))
        {
            Console.WriteLine(Head(series, options, seeds, precision, device));
            foreach (var one in ForecastComparison.Of(series, Ahead, Enumerable.Range(1, seeds).Select(s => (ulong)s), Train))
                Console.WriteLine(Line(one, series));
        }

        return ExitCode.Ok;

        double[][] Train(double[] level, long[] second, int training, int heldOut, ulong seed)
        {
            cancel.ThrowIfCancellationRequested();
            using var memory = new LongMemory(options with { Seed = seed }, TorchDevices.Of(device),
                Enum.Parse<Precision>(precision, ignoreCase: true));
            var series = new LevelSeries(level, second);
            var report = memory.Fit(series, training, heldOut);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"seed {seed}: {report.Epochs} passes, the best {report.BestEpoch}; held-out loss {report.HeldOutLoss[0]:0.0000} → {report.HeldOutLoss[report.BestEpoch]:0.0000}"));
            return memory.Forecast(series);
        }
    }

    private static string Head(DemandSeries series, LongMemoryOptions options, int seeds, string precision, string device) =>
        string.Create(CultureInfo.InvariantCulture, $"""
        {series.Name}, every {series.StepSeconds / 60} minutes: {series.Demand.Length:N0} steps, the last {ForecastComparison.HeldOut(series)} held out
        {options.Layers} layers that remember {options.Memory} segments of {options.Segment} steps: a forecast depends on {options.Horizon} steps before the present, {options.Horizon * series.StepSeconds / 86_400.0:0.0} days
        {seeds} trainings on {device} in {precision}, gradients added up over {options.Parts} parts; errors in log(1 + demand), ratios below 1 where the memory is better, [95 % of resampled days]
        ahead     against               MAE            MAE ratio            RMSE ratio
        """);

    private static string Line(ForecastComparison one, DemandSeries series) => string.Create(CultureInfo.InvariantCulture,
        $"{TimeSpan.FromSeconds((long)one.Ahead * series.StepSeconds).TotalHours + " h",-10}{one.Baseline,-22}{one.Error:0.0000}/{one.BaselineError:0.0000}  {Shown(one.Absolute),-21}{Shown(one.Squared)}");

    private static string Shown(ErrorRatio ratio) =>
        string.Create(CultureInfo.InvariantCulture, $"{ratio.Value:0.000} [{ratio.Low:0.000}, {ratio.High:0.000}]");
}
