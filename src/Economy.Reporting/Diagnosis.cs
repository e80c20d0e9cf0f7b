using Economy.Core.Scenarios;
using Economy.Reporting.Diagnoses;

namespace Economy.Reporting;

/// <summary>Something that is worth knowing of a run before its figures are read.</summary>
/// <param name="Tick">First tick of which it is true.</param>
/// <param name="Kind">What kind of thing it is, in kebab case.</param>
/// <param name="Subject">Of what: a market, a participant type, a series …</param>
/// <param name="Finding">What is the case, in a sentence without a full stop.</param>
/// <param name="Remedy">What can be done about it.</param>
public sealed record Diagnosis(int Tick, string Kind, string Subject, string Finding, string Remedy)
{
    private static readonly IDiagnostic[] All =
        [new ExtinctTypes(), new UsedUpRoom(), new SilentMarkets(), new BoundControllers(), new TotalCrowding(), new DepartedMoney(), new DriftingSeries()];

    /// <summary>All that there is to say of a run, by tick; what it says follows from tables and scenario alone.</summary>
    /// <param name="run">The run.</param>
    /// <param name="scenario">Its scenario.</param>
    /// <exception cref="RunFormatException">A table cannot be read.</exception>
    public static IReadOnlyList<Diagnosis> Of(IRunTables run, Scenario scenario)
    {
        var seen = new Symptoms(run, scenario);
        return [.. All.SelectMany(kind => kind.Of(seen)).OrderBy(d => d.Tick)];
    }
}
