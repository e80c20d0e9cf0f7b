using Economy.Core.Records;
using Economy.Reporting.Checks;

namespace Economy.Reporting;

/// <summary>
/// Recomputes from the files of a run folder alone what must hold of them: hashes, digests, order, conservation of every
/// token, the money supply, the identity of exchange, and capacity.
/// </summary>
public static class Verification
{
    /// <summary>All checks of a run folder, in reading order. A folder that cannot be read is a failed check.</summary>
    public static IReadOnlyList<Check> Of(string folder)
    {
        try
        {
            var run = RunReader.Open(folder);
            return [.. FileChecks.Of(run), .. OfContent(run)];
        }
        catch (RunFormatException e)
        {
            return [new Check("The folder holds a run", Outcome.Failed, e.Message)];
        }
    }

    private static IEnumerable<Check> OfContent(RunReader run)
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
            Check.That("Rows are sorted by a unique key", $"{run.Manifest.Tables.Count} tables", evidence.KeyProblems),
            .. BookChecks.Of(evidence),
            .. ExchangeChecks.Of(evidence),
            ComputeChecks.Capacity(run.Stream<AllocationRow>()),
            .. SettlementChecks.Of(evidence),
            GenerationChecks.Of(evidence),
            .. JournalChecks.Of(evidence),
        ];
    }
}
