using System.Reflection;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Experiments;
using Economy.Experiments.Scoring;
using Economy.Experiments.Series;
using Economy.Reporting;
using Economy.Scenarios;

namespace Economy.Cli.Running;

/// <summary>Runs that lie in folders, as studies see them.</summary>
internal static class KeptRuns
{
    /// <summary>Opens run folders.</summary>
    /// <returns>False where one is none, which has then been said.</returns>
    public static bool Open(IReadOnlyList<string> folders, out IReadOnlyList<RunReader> runs)
    {
        var opened = new List<RunReader>();
        runs = opened;
        foreach (var folder in folders)
        {
            try
            {
                opened.Add(RunReader.Open(folder));
            }
            catch (Exception wrong) when (wrong is RunFormatException or IOException)
            {
                Report.BadInput($"{folder} holds no run: {wrong.Message}");
                return false;
            }
        }

        return true;
    }

    /// <summary>The scenario of a run whatever it is called and by which seed it went.</summary>
    public static string Economy(RunReader run) => string.Join('\n', run.Manifest.Scenario.Split('\n')
        .Where(line => !line.StartsWith("seed:", StringComparison.Ordinal) && !line.StartsWith("name:", StringComparison.Ordinal)));

    /// <summary>A run as series over ticks.</summary>
    public static ObservedRun Observed(RunReader run)
    {
        var series = new RunSeries(RunSeries.Usual, run.Manifest.Ticks);
        foreach (var table in RunSeries.Usual.Append(typeof(CalendarRow))) Copy(run, table, series);
        return new ObservedRun(run.Manifest.Seed, series, run.Manifest.EconomyDigest);
    }

    /// <summary>A run as facts see it.</summary>
    /// <exception cref="InvalidDataException">Its scenario cannot be read.</exception>
    public static FactRun Facts(RunReader run, IReadOnlyList<Type> tables)
    {
        var read = ScenarioReader.Read(run.Manifest.Scenario, Path.Combine(run.Folder, RunManifest.FileName), ["chain=none"]);
        if (read.Scenario is not { } scenario) throw new InvalidDataException(string.Join('\n', read.Errors));
        var rows = new RunRows(tables);
        foreach (var table in tables) Copy(run, table, rows);
        return new FactRun(scenario with { Ticks = run.Manifest.Ticks }, rows);
    }

    private static void Copy(RunReader run, Type table, IRunSink into) =>
        typeof(KeptRuns).GetMethod(nameof(CopyRows), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(table)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [run, into], null);

    private static void CopyRows<TRow>(RunReader run, IRunSink into)
        where TRow : struct
    {
        foreach (var row in run.Stream<TRow>()) into.Write(row);
    }
}
