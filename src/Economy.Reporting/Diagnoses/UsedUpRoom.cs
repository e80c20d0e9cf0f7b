namespace Economy.Reporting.Diagnoses;

/// <summary>Types whose entrants found no account.</summary>
internal sealed class UsedUpRoom : IDiagnostic
{
    /// <inheritdoc />
    public IEnumerable<Diagnosis> Of(Symptoms run) =>
        from type in run.Population.GroupBy(p => p.Type)
        let away = type.Where(p => p.TurnedAway > 0).ToList()
        where away.Count > 0
        select new Diagnosis(away[0].Tick, "room-used-up", type.Key, FormattableString.Invariant(
            $"entry room is used up: {away.Sum(p => (long)p.TurnedAway)} who came from tick {away[0].Tick} on could not enter"),
            "set aside more accounts (entry.room, population.entryRoom), or have those of leavers used again (population.estate)");
}
