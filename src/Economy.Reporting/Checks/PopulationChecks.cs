using Economy.Core.Records;

namespace Economy.Reporting.Checks;

/// <summary>Who is there, who came and who left.</summary>
internal static class PopulationChecks
{
    internal static IEnumerable<Check> Of(Evidence run)
    {
        var rows = $"{run.Population.Count} rows";
        yield return Check.That("Participants are those of the tick before, with who entered and without who left", rows, Moves(run));
        var all = run.Population.GroupBy(p => p.Tick).ToDictionary(g => g.Key, g => g.Sum(p => (long)p.Participants));
        yield return Check.That("Participants of all types are those of ticks.csv", rows,
            from tick in run.Ticks
            where all.GetValueOrDefault(tick.Tick) != tick.Participants
            select $"tick {tick.Tick}: ticks.csv {tick.Participants}, population.csv {all.GetValueOrDefault(tick.Tick)}");
        yield return AtTheEnd(run);
    }

    private static IEnumerable<string> Moves(Evidence run)
    {
        var before = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var row in run.Population)
        {
            var left = (long)row.LeftByChurn + row.LeftForOutside + row.LeftBankrupt;
            if (before.TryGetValue(row.Type, out var were) && were + row.Entered - left != row.Participants)
                yield return $"tick {row.Tick}, {row.Type}: {were} + {row.Entered} − {left} is not {row.Participants}";
            before[row.Type] = row.Participants;
        }
    }

    private static Check AtTheEnd(Evidence run)
    {
        const string Name = "Participants of every type at the end are those that participants.csv has as active";
        if (!run.Run.Has<ParticipantRow>()) return Check.Skipped(Name, "participants.csv was switched off");
        var active = run.Participants.Where(p => p.Active == 1).GroupBy(p => p.Type).ToDictionary(g => g.Key, g => g.Count());
        return Check.That(Name, $"{active.Count} types",
            from row in run.Population.Where(p => p.Tick == run.Ticks[^1].Tick)
            where row.Participants != active.GetValueOrDefault(row.Type)
            select $"{row.Type}: population.csv {row.Participants}, participants.csv {active.GetValueOrDefault(row.Type)}");
    }
}
