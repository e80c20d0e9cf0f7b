using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.Reporting.Diagnoses;

/// <summary>A kind of thing that may be wrong with a run, or mislead whoever reads it.</summary>
internal interface IDiagnostic
{
    /// <summary>What there is of it in a run.</summary>
    IEnumerable<Diagnosis> Of(Symptoms run);
}

/// <summary>The tables that diagnostics look at, each read once.</summary>
internal sealed class Symptoms(IRunTables run, Scenario scenario)
{
    /// <summary>Ticks after which something that does not change is worth a word: a day of hours, a quarter of a shorter run.</summary>
    internal int Long => Math.Clamp(LastTick / 4, 4, 24);

    internal Scenario Scenario => scenario;

    /// <summary>The economy, tick 0 included.</summary>
    internal IReadOnlyList<TickRow> Ticks { get; } = run.Read<TickRow>();

    internal int LastTick => Ticks.Count == 0 ? 0 : Ticks[^1].Tick;

    internal IReadOnlyList<PopulationRow> Population => field ??= run.Read<PopulationRow>();

    internal IReadOnlyList<SubsystemRow> Subsystems => field ??= run.Read<SubsystemRow>();

    internal IReadOnlyList<MarketRow> Markets => field ??= run.Read<MarketRow>();

    internal IEnumerable<SubsystemAccountRow> Accounts => run.Stream<SubsystemAccountRow>();

    internal IEnumerable<AdmissionRow> Admissions => run.Stream<AdmissionRow>();

    /// <summary>Words for ticks: <c>1 tick</c>, <c>24 ticks</c>.</summary>
    internal static string Count(int ticks) => ticks == 1 ? "1 tick" : FormattableString.Invariant($"{ticks} ticks");
}
