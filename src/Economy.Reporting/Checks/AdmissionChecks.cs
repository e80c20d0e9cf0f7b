using Economy.Core.Records;

namespace Economy.Reporting.Checks;

/// <summary>Places of subsystems, where they have a limit.</summary>
internal static class AdmissionChecks
{
    internal static IEnumerable<Check> Of(Evidence run)
    {
        if (!run.Run.Has<AdmissionRow>()) yield break;
        var present = run.Subsystems.ToDictionary(s => (s.Tick, s.Subsystem), s => s.Participants);
        yield return Check.That(
            "As many are let in as ask, or as there are places for, and all others are refused", $"{run.Admissions.Count} rows",
            from row in run.Admissions
            let here = present.TryGetValue((row.Tick, row.Subsystem), out var count) ? count : -1
            where here != Math.Min(row.Asked, row.Places) || row.Refused != row.Asked - here
            select $"{row.Subsystem}, tick {row.Tick}: {row.Asked} asked for {row.Places} places, {row.Refused} refused, subsystems.csv {here}");
    }
}
