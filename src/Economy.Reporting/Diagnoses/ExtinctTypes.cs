using Economy.Core.Records;

namespace Economy.Reporting.Diagnoses;

/// <summary>Types of which nobody is left, and worlds in which hardly anybody is.</summary>
internal sealed class ExtinctTypes : IDiagnostic
{
    private const int Few = 10;

    private const string Remedy =
        "let the type enter (its section entry), have accounts used again (population.estate), or lower churnRate";

    /// <inheritdoc />
    public IEnumerable<Diagnosis> Of(Symptoms run)
    {
        foreach (var type in run.Population.GroupBy(p => p.Type))
            if (Gone(type, run) is { } gone) yield return gone;
        if (run.Ticks.Count == 0 || run.Ticks[0].Participants < Few || run.Ticks[^1].Participants >= Few) yield break;
        var first = run.Ticks.Reverse().TakeWhile(t => t.Participants < Few).Last();
        var left = run.Ticks[^1].Participants;
        yield return new(first.Tick, "extinct", "participants", FormattableString.Invariant(
            $"fewer than {Few} participants since tick {first.Tick}, {left} at the end: shares, Gini and prices say little"),
            "let participants enter (population.entryRate, entry) and accounts be used again (population.estate), or end the run there: stop: [{ when: participants < 10 }]");
    }

    private static Diagnosis? Gone(IEnumerable<PopulationRow> rows, Symptoms run)
    {
        PopulationRow? first = null;
        var (ever, without, last) = (false, 0, default(PopulationRow));
        foreach (var row in rows)
        {
            ever |= row.Participants > 0;
            last = row;
            if (!ever || row.Participants > 0) continue;
            without++;
            first ??= row;
        }

        if (first is not { } gone) return null;
        var since = last.Participants == 0 && without == last.Tick - gone.Tick + 1;
        return new(gone.Tick, "extinct", gone.Type, since ? FormattableString.Invariant($"no {gone.Type} is left since tick {gone.Tick}")
            : FormattableString.Invariant($"there was no {gone.Type} in {Symptoms.Count(without)} of {run.LastTick}, first in tick {gone.Tick}"), Remedy);
    }
}
