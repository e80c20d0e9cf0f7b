using Economy.Experiments;
using Economy.Experiments.Branches;
using Economy.Experiments.Series;
using Economy.Reporting;

namespace Economy.Cli.Running;

/// <summary>Series over ticks as panels of a page.</summary>
internal static class SeriesPanels
{
    /// <summary>A line with its band; ticks without a value are left out.</summary>
    public static IEnumerable<StudyPoint> Points(string name, IReadOnlyList<Estimate> byTick)
    {
        for (var tick = 0; tick < byTick.Count; tick++)
            if (byTick[tick] is { Runs: > 0 } e)
                yield return new(name, tick, e.Mean, double.IsNaN(e.HalfWidth) ? e.Mean : e.Low, double.IsNaN(e.HalfWidth) ? e.Mean : e.High,
                    e.Runs);
    }

    /// <summary>A header for people.</summary>
    public static string Words(string header)
    {
        var words = header.Replace("_minor", " (minor units)", StringComparison.Ordinal).Replace('_', ' ');
        return $"{char.ToUpperInvariant(words[0])}{words[1..]}";
    }

    /// <summary>A panel for every series that varies, the ensembles side by side, with their burn-in and stationarity.</summary>
    public static IEnumerable<StudyPanel> Of(IReadOnlyList<Ensemble> ensembles, IReadOnlyList<StudyMark> marks)
    {
        foreach (var key in ensembles.SelectMany(e => e.Keys).Distinct())
        {
            var bands = ensembles.Select(e => (e.Name, Band: e.Band(key))).ToList();
            if (bands.SelectMany(b => b.Band).Where(e => e.Runs > 0).Select(e => e.Mean).Distinct().Take(2).Count() < 2) continue;
            var settling = ensembles.Select(e => (e.Name, Of: e.Settling(key))).ToList();
            yield return new StudyPanel(key.Group.Length == 0 ? Words(key.Column) : $"{Words(key.Column)}: {key.Group}",
                $"{key.Table}.csv", "tick", [.. bands.SelectMany(b => Points(b.Name, b.Band))])
            {
                IsCurve = true,
                Marks = [.. marks, .. settling.Where(s => s.Of.BurnIn > 0).Select(s => new StudyMark(s.Of.BurnIn!.Value, $"burn-in of {s.Name} ends"))],
                Note = string.Join(" ", settling.Select(s => Said(s.Name, s.Of))),
            };
        }
    }

    private static string Said(string name, Stationarity of) =>
        $"{name}: {(of.BurnIn is null ? "does not settle in the first half (MSER-5)" : FormattableString.Invariant($"burn-in {of.BurnIn} ticks (MSER-5)"))}, {(of.Tested == 0 ? "too short to be tested" : FormattableString.Invariant($"stationary in {of.Stationary} of {of.Tested} runs (KPSS, 5 %)"))}.";
}
