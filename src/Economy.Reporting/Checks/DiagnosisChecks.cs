using Economy.Core.Scenarios;

namespace Economy.Reporting.Checks;

/// <summary>What the manifest says is worth knowing of the run.</summary>
internal static class DiagnosisChecks
{
    internal static Check Of(RunReader run, Scenario? scenario)
    {
        const string Name = "The diagnoses of the manifest are those that follow from the tables";
        if (scenario is null) return Check.Skipped(Name, "the scenario, which says what there is to find, was not read");
        var (found, told) = (Diagnosis.Of(run, scenario), run.Manifest.Diagnoses);
        return Check.That(Name, $"{found.Count} diagnoses",
            [.. found.Except(told).Select(d => $"missing: {d.Finding}"), .. told.Except(found).Select(d => $"not so: {d.Finding}")]);
    }
}
