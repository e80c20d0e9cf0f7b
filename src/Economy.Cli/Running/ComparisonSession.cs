using System.Globalization;
using Economy.Core.Scenarios;
using Economy.Experiments;
using Economy.Experiments.Designs;
using Economy.Experiments.Sweeps;
using Economy.World;

namespace Economy.Cli.Running;

/// <summary>A comparison of policies: what is missing is run, then the tables are printed and written.</summary>
internal sealed class ComparisonSession
{
    private const int MisreportSeeds = 5;

    /// <summary>Values of the varied key, and the scenario at each; one where nothing varies.</summary>
    public required IReadOnlyList<(double X, Scenario Scenario)> Scenarios { get; init; }

    /// <summary>The varied key; null where nothing varies.</summary>
    public required string? Key { get; init; }

    public required IReadOnlyList<string> Policies { get; init; }

    public required string Baseline { get; init; }

    /// <summary>Why it is that policy.</summary>
    public required string BaselineReason { get; init; }

    public required IReadOnlyList<ulong> Seeds { get; init; }

    /// <summary>Tasks on which misreports are tried.</summary>
    public required int Misreports { get; init; }

    public required int Threads { get; init; }

    /// <summary>Where results go.</summary>
    public required string Folder { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public required Func<Scenario, WorldModel> Build { get; init; }

    public required IDisplay Display { get; init; }

    /// <returns>Exit code.</returns>
    public int Run(CancellationToken cancel)
    {
        foreach (var note in Notes) Display.Say(note);
        var results = Runs(cancel);
        foreach (var (run, error) in results.Failures)
            Console.Error.WriteLine($"economy: {results.Settings[run.Setting][0]}{(Key is null ? "" : $" at {Key}={results.Settings[run.Setting][1]}")}, seed {run.Seed}, failed: {error}");
        if (results.Runs.Count == 0) return ExitCode.RunFailed;
        var rows = ComparisonTable.Of(results, Baseline);
        var text = ComparisonTable.Text(rows, PolicyComparison.Meaning, Baseline, Key);
        Write("comparison.csv", ComparisonTable.Csv(rows, "policy", Baseline, Key?.Split('.')[^1]));
        Write("comparison.md", ComparisonTable.Markdown(rows, Key) + $"\nMeans over {Seeds.Count} seeds ± half the 95 % confidence interval (Student's t). * differs from {Baseline}, {BaselineReason}: paired t-test, p < 0.05 after Holm's adjustment.\n");
        Console.WriteLine($"Differences are from {Baseline}, {BaselineReason}, seed by seed;\np: paired t-test, adjusted after Holm over the policies compared on a measure.\n");
        Console.Write(text);
        if (Misreports > 0) Misreport(cancel);
        Console.WriteLine($"\nwritten to {Folder}: study.db, comparison.csv, comparison.md{(Misreports == 0 ? "" : Key is null ? ", misreports.csv" : ", misreports-*.csv")}");
        return results.Failures.Count == 0 ? ExitCode.Ok : ExitCode.RunFailed;
    }

    private StudyData Runs(CancellationToken cancel)
    {
        var scenarios = Scenarios.ToDictionary(s => Text(s.X), s => s.Scenario);
        var sweep = new Sweep
        {
            File = Path.Combine(Folder, "study.db"),
            Factors = ["policy", Key?.Split('.')[^1] ?? "x"],
            Scenario = values => PolicyComparison.Under(scenarios[values[1]], values[0]),
            Measures = new([], PolicyComparison.Measures(Math.Pow(10, Scenarios[0].Scenario.Money.Decimals)), PolicyComparison.Tables),
            Build = Build,
            Workers = new LocalWorkers(Threads),
        };
        var settings = DesignTable.Of(from at in Scenarios from policy in Policies select (IReadOnlyList<string>)[policy, Text(at.X)]);
        var data = sweep.Run(settings, Seeds, p => Display.Show(new Progress(p.Done, p.Total, p.ToString())), cancel);
        Display.Finish();
        return data;
    }

    private static string Text(double x) => x.ToString("R", CultureInfo.InvariantCulture);

    private void Misreport(CancellationToken cancel)
    {
        foreach (var (x, scenario) in Scenarios)
        {
            var (gate, done) = (new Lock(), 0);
            var sample = MisreportStudy.Run(PolicyComparison.Under(scenario, "attention"),
                [.. Seeds.Take(Math.Min(MisreportSeeds, Misreports))], Misreports, Build, Threads,
                () =>
                {
                    lock (gate) Display.Show(new Progress(++done, Misreports, $"misreports of {done} of {Misreports} tasks tried"));
                }, cancel);
            Display.Finish();
            Console.WriteLine($"\n{(Key is null ? "" : FormattableString.Invariant($"{Key} = {x}: "))}{MisreportStudy.Text(sample)}");
            Write(Key is null ? "misreports.csv" : FormattableString.Invariant($"misreports-{x}.csv"), MisreportStudy.Csv(sample));
        }
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(Folder, name), text);
}
