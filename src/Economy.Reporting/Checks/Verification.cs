using Economy.Core.Records;
using Economy.Reporting.Checks;

namespace Economy.Reporting;

/// <summary>
/// Recomputes from the files of a run folder alone what must hold of them: hashes, digests, order, conservation of every
/// token, the money supply, what money bought and the price indices, and capacity.
/// </summary>
public static class Verification
{
    /// <summary>All checks of a run folder, in reading order. A folder that cannot be read is a failed check.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="scenarios">Reads scenarios; null where there is nobody to, and what follows from the scenario is not checked.</param>
    public static IReadOnlyList<Check> Of(string folder, Func<string, VerifiedScenario>? scenarios = null)
    {
        try
        {
            var run = RunReader.Open(folder);
            var read = scenarios?.Invoke(run.Manifest.Scenario);
            return [.. read is null ? [] : Sound(() => ScenarioChecks.Of(run, read)), .. Sound(() => FileChecks.Of(run)),
                .. Sound(() => OfContent(run, read?.Scenario))];
        }
        catch (RunFormatException e)
        {
            return [new Check("The folder holds a run", Outcome.Failed, e.Message)];
        }
    }

    /// <summary>Checks of files that may hold anything: what they stumble over is a failed check too.</summary>
    private static IReadOnlyList<Check> Sound(Func<IEnumerable<Check>> checks)
    {
        try
        {
            return [.. checks()];
        }
        catch (Exception cause) when (cause is RunFormatException or RunDamagedException or RunOutputException or OverflowException or ArgumentException or FormatException
            or InvalidOperationException or InvalidDataException or IndexOutOfRangeException or NullReferenceException or KeyNotFoundException or IOException or UnauthorizedAccessException)
        {
            return [new Check("The files can be compared with each other", Outcome.Failed,
                cause is NullReferenceException ? "the manifest has null where something must stand" : cause.Message)];
        }
    }

    private static IEnumerable<Check> OfContent(RunReader run, Core.Scenarios.Scenario? scenario)
    {
        const string Readable = "Every table reads back as declared";
        Evidence evidence;
        try
        {
            evidence = new Evidence(run);
        }
        catch (RunFormatException e)
        {
            return [new Check(Readable, Outcome.Failed, e.Message)];
        }

        return
        [
            new Check(Readable, Outcome.Passed, $"{run.Manifest.Tables.Sum(t => t.Rows)} rows"),
            Check.That("Every table has the rows that the manifest gives", $"{run.Manifest.Tables.Count} tables",
                run.Manifest.Tables.Where(t => evidence.RowsOf(t.Name) != t.Rows)
                    .Select(t => $"{t.Name}.csv has {evidence.RowsOf(t.Name)}, the manifest says {t.Rows}")),
            Check.That("Rows are sorted by a unique key", $"{run.Manifest.Tables.Count} tables", evidence.KeyProblems),
            .. BookChecks.Of(evidence),
            .. ExchangeChecks.Of(evidence, scenario),
            .. PriceChecks.Of(evidence, scenario),
            ComputeChecks.Capacity(run.Stream<AllocationRow>()),
            .. ComputeChecks.Reserve(evidence),
            .. TreasuryChecks.Of(evidence),
            .. BlockChecks.Of(evidence),
            .. AccountChecks.Of(evidence),
            .. AdmissionChecks.Of(evidence),
            .. AdvertisingChecks.Of(evidence),
            .. VisitChecks.Of(evidence),
            .. PopulationChecks.Of(evidence),
            DiagnosisChecks.Of(run, scenario),
            .. SettlementChecks.Of(evidence),
            GenerationChecks.Of(evidence),
            .. JournalChecks.Of(evidence, scenario),
        ];
    }
}
