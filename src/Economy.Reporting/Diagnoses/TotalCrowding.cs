namespace Economy.Reporting.Diagnoses;

/// <summary>Subsystems in which so many meet that nothing is left of it for anybody.</summary>
internal sealed class TotalCrowding : IDiagnostic
{
    private const double Hardly = 0.05;

    /// <inheritdoc />
    public IEnumerable<Diagnosis> Of(Symptoms run) =>
        from place in run.Subsystems.GroupBy(s => s.Subsystem)
        let full = place.Where(s => s.Participants > 0 && s.Crowding < Hardly).ToList()
        where full.Count > 0
        select new Diagnosis(full[0].Tick, "crowded-out", place.Key, FormattableString.Invariant(
            $"crowding takes more than {100 * (1 - Hardly):0} % of utility in {place.Key} in {Symptoms.Count(full.Count)} of {run.LastTick}, first in tick {full[0].Tick}"),
            "raise its crowdingCapacity, limit its places, or ask a fee that follows the crowd (kind: club)");
}
