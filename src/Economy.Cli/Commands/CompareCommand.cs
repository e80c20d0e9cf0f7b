using System.CommandLine;
using System.Globalization;
using Economy.Cli.Running;
using Economy.Core.Scenarios;
using Economy.Experiments;
using Economy.Scenarios;
using Economy.World;

namespace Economy.Cli.Commands;

/// <summary><c>economy compare</c></summary>
internal static class CompareCommand
{
    private static readonly Argument<string> File = new("scenario") { Description = "Scenario file (YAML)." };
    private static readonly Option<string> PolicyNames = new("--policies")
    {
        HelpName = "list",
        Description = "Policies to compare, with commas between them.",
        DefaultValueFactory = _ => "equal,proportional,greedy,drf,softmax,attention",
    };
    private static readonly Option<string> Seeds =
        new("--seeds") { HelpName = "range", Description = "Seeds, the same for every policy: 1..20, or 1,4,7..9.",
            DefaultValueFactory = _ => "1..20" };
    private static readonly Option<string?> Baseline =
        new("--baseline") { HelpName = "policy",
            Description = "Policy that the others are compared with: the scenario's own unless given, or the first where that is not compared." };
    private static readonly Option<string?> Vary =
        new("--vary") { HelpName = "key=values",
            Description = "A key of the scenario and the numbers it takes in turn, as in demand.capacityScale=0.0083,0.0039." };
    private static readonly Option<string[]> Sets =
        new("--set") { HelpName = "key=value", Description = "Any key of the scenario, in place of its own value. Can be repeated.",
            DefaultValueFactory = _ => [] };
    private static readonly Option<string?> Ticks =
        new("--ticks") { HelpName = "number", Description = "Number of ticks, in place of the scenario's." };
    private static readonly Option<int?> Misreports =
        new("--misreport") { HelpName = "number",
            Description = "Tasks on which to try what misreporting their bids to the policy attention would gain." };
    private static readonly Option<string?> Out =
        new("--out") { HelpName = "folder",
            Description = "Folder of the results: runs/compare/NAME unless given. The same command again goes on where it stopped." };
    private static readonly Option<string?> Data = new("--data") { HelpName = "folder", Description = "Folder of the trace files." };
    private static readonly Option<int?> Threads =
        new("--threads") { HelpName = "number",
            Description = "Runs at a time; one per processor unless given. Results do not depend on it." };
    private static readonly Option<bool> Quiet = new("--quiet") { Description = "No progress, only the table." };

    public static Command Create()
    {
        var command = new CommandWithExamples(
            "compare",
            "Compare allocation policies on a scenario: same seeds, 95 % intervals, paired t-tests after Holm.",
            "economy compare scenarios/quickstart.yaml --seeds 1..20",
            "economy compare scenarios/quickstart.yaml --policies greedy,attention --misreport 100",
            "economy compare scenarios/gpu-cluster.yaml --data DIR --vary demand.capacityScale=0.0083,0.0039")
        { File, PolicyNames, Seeds, Baseline, Vary, Sets, Ticks, Misreports, Out, Data, Threads, Quiet };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (Comparison(parsed, out var exitCode) is not { } comparison) return exitCode;
        try
        {
            return await Task.Run(() => comparison.Run(cancel), CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            comparison.Display.Finish();
            Console.Error.WriteLine("economy: cancelled; the finished runs are kept, and the same command goes on from there");
            return ExitCode.Cancelled;
        }
        catch (StudyFileException wrong)
        {
            return Report.BadInput(wrong.Message);
        }
    }

    private static ComparisonSession? Comparison(ParseResult parsed, out int exitCode)
    {
        exitCode = ExitCode.BadInput;
        if (Problem(parsed, out var seeds) is { } problem) return Refuse(problem);
        var file = parsed.GetValue(File)!;
        List<string> overrides = [.. parsed.GetValue(Sets)!, .. parsed.GetValue(Ticks) is { } ticks ? new[] { $"ticks={ticks}" } : []];
        var scenarios = new List<(double X, Scenario Scenario)>();
        var (key, values) = Varied(parsed.GetValue(Vary));
        var variant = ScenarioReader.Variants(file);
        foreach (var value in values)
        {
            var read = variant(key is null ? overrides : [.. overrides, $"{key}={value}"]);
            if (read.Scenario is not { } scenario)
            {
                exitCode = Report.Errors(read.Errors);
                return null;
            }

            scenarios.Add((key is null ? 0 : Number(value), scenario));
        }

        if (Alike(scenarios) is { } alike)
            return Refuse(FormattableString.Invariant(
                $"--vary {key}: the economy is the same at {alike.One} and at {alike.Other}, so there is nothing to compare; vary a key that changes it"));

        var policies = parsed.GetValue(PolicyNames)!.Split(',', StringSplitOptions.TrimEntries).Distinct().ToList();
        var (data, folder) = (parsed.GetValue(Data), Path.GetDirectoryName(Path.GetFullPath(file))!);
        var built = WorldBuilder.Build(scenarios[0].Scenario, data, folder);
        if (built.World is null) return Refuse(built.Problem!);
        var own = scenarios[0].Scenario.Allocation.Policy;
        exitCode = ExitCode.Ok;
        return new ComparisonSession
        {
            Scenarios = scenarios,
            Key = key,
            Policies = policies,
            Baseline = parsed.GetValue(Baseline) ?? (policies.Contains(own) ? own : policies[0]),
            BaselineReason = parsed.GetValue(Baseline) is not null ? "as asked for" : policies.Contains(own) ? "the scenario's own policy"
                : $"the first of the list: the scenario's own, {own}, is not in it",
            Seeds = seeds,
            Misreports = parsed.GetValue(Misreports) ?? 0,
            Threads = parsed.GetValue(Threads) ?? Environment.ProcessorCount,
            Folder = parsed.GetValue(Out) ?? Path.Combine("runs", "compare", scenarios[0].Scenario.Name),
            Notes = built.Notes,
            Build = scenario => WorldBuilder.Build(scenario, data, folder) is { World: { } world } ? world
                : throw new InvalidDataException("the trace has changed while it was being replayed"),
            Display = Displays.For(parsed.GetValue(Quiet)),
        };
    }

    private static string? Problem(ParseResult parsed, out IReadOnlyList<ulong> seeds)
    {
        seeds = SeedRanges.Parse(parsed.GetValue(Seeds)!, out var wrongSeeds) ?? [];
        if (seeds.Count == 0) return wrongSeeds;
        var policies = parsed.GetValue(PolicyNames)!.Split(',', StringSplitOptions.TrimEntries);
        if (policies.Select(PolicyList.Problem).FirstOrDefault(p => p is not null) is { } unknown) return $"--policies: {unknown}";
        if (parsed.GetValue(Baseline) is { } baseline && !policies.Contains(baseline))
            return $"--baseline {baseline} is not among the policies compared: {string.Join(", ", policies)}";
        if (parsed.GetValue(Threads) < 1) return "--threads takes a whole number from 1";
        if (parsed.GetValue(Misreports) < 1) return "--misreport takes a whole number from 1";
        if (parsed.GetValue(Vary) is { } varied && Varied(varied).Key is "seed")
            return "--vary seed: every run is made with the seeds of --seeds, whatever the scenario says; give them there";
        if (parsed.GetValue(Vary) is { } vary && Varied(vary) is var (_, values)
            && !values.All(v => double.TryParse(v, NumberStyles.Float, CultureInfo.InvariantCulture, out var x) && double.IsFinite(x)))
            return $"--vary takes a key and numbers, as in demand.capacityScale=0.0083,0.0039, not '{vary}'";
        return null;
    }

    // Values that are one number are one value, however they are written.
    private static (string? Key, IReadOnlyList<string> Values) Varied(string? vary) =>
        vary is null ? (null, [""]) : vary.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
            ? (vary[..at], [.. vary[(at + 1)..].Split(',', StringSplitOptions.TrimEntries).DistinctBy(Number)]) : (vary, [""]);

    private static double Number(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var x) ? x + 0.0 : double.NaN;

    /// <summary>Two values of the varied key that make one economy; null where all differ.</summary>
    private static (double One, double Other)? Alike(IReadOnlyList<(double X, Scenario Scenario)> scenarios) =>
        scenarios.GroupBy(s => ScenarioHash.Of(s.Scenario)).FirstOrDefault(g => g.Count() > 1)?.Select(s => s.X).ToList() is [var one,
            var other, ..] ? (one, other) : null;

    private static ComparisonSession? Refuse(string problem)
    {
        Report.BadInput(problem);
        return null;
    }
}
