using Economy.Core.Records;

namespace Economy.Reporting.Checks;

/// <summary>Visits, where subsystems meet their visitors one by one.</summary>
internal static class VisitChecks
{
    internal static IEnumerable<Check> Of(Evidence run)
    {
        if (!run.Run.Has<VisitRow>()) yield break;
        var under = new Dictionary<string, int>();
        yield return Check.That(
            "Visits before and asked for are those that ended and those after, and those after are the next tick's before", $"{run.Visits.Count} rows",
            from v in run.Visits
            let before = under.GetValueOrDefault(v.Subsystem)
            let ended = v.Refused + v.Finished + v.GaveUp + v.CutOff
            where (under[v.Subsystem] = v.After) < 0 || v.Before != before || v.Before + v.Asked != ended + v.After
            select $"{v.Subsystem}, tick {v.Tick}: {before} under way, {v.Before} + {v.Asked} against {ended} + {v.After}");
        yield return Check.That(
            "Half of the visits take no longer than 95 in a hundred do, and those no longer than 99", $"{run.Visits.Count} rows",
            from v in run.Visits
            where v.Finished > 0 && v.Response50 > v.Response95 || v.Response95 > v.Response99
            select $"{v.Subsystem}, tick {v.Tick}: {v.Response50}, {v.Response95}, {v.Response99}");
    }
}
