using System.Globalization;
using Economy.Experiments.Series;

namespace Economy.Experiments.Scoring;

/// <summary>How a number compares with the world.</summary>
public enum Verdict
{
    /// <summary>The mean over the runs lies in the band.</summary>
    Hit,

    /// <summary>It lies outside by half the width of the band at most, or a run lies in the band.</summary>
    Near,

    /// <summary>It lies further off, and so does every run.</summary>
    Miss,

    /// <summary>The runs do not say.</summary>
    NotMeasurable,
}

/// <summary>A fact as measured on some runs.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Figures">What was measured on real systems.</param>
/// <param name="Band">Where it lies in the world.</param>
/// <param name="Values">What the runs say; those that say nothing are left out.</param>
/// <param name="Reason">Why no run says anything; null where one does.</param>
/// <param name="Note">What is to be known of the values.</param>
public sealed record FactScore(Fact Fact, IReadOnlyList<Figure> Figures, Band Band, IReadOnlyList<double> Values, string? Reason, string? Note)
{
    /// <summary>Mean over the runs; not a number where none says.</summary>
    public double Mean => Values.Count == 0 ? double.NaN : Values.Average();

    /// <summary>The verdict.</summary>
    public Verdict Verdict => Values.Count == 0 ? Verdict.NotMeasurable : Band.Holds(Mean) ? Verdict.Hit
        : Band.IsNear(Mean) || Values.Any(Band.Holds) ? Verdict.Near : Verdict.Miss;

    /// <summary>The verdict as people say it.</summary>
    public string Word => Verdict == Verdict.NotMeasurable ? "not measurable here" : Verdict.ToString().ToLowerInvariant();
}

/// <summary>Runs of one scenario beside the facts.</summary>
/// <param name="Scores">A score for each fact, in the order of the facts.</param>
/// <param name="Runs">Runs that were scored.</param>
public sealed record Scorecard(IReadOnlyList<FactScore> Scores, int Runs)
{
    /// <summary>Facts that the runs hit.</summary>
    public int Hits => Scores.Count(score => score.Verdict == Verdict.Hit);

    /// <summary>Facts that they come near to.</summary>
    public int Near => Scores.Count(score => score.Verdict == Verdict.Near);

    /// <summary>Facts that can be measured on them.</summary>
    public int Measurable => Scores.Count(score => score.Verdict != Verdict.NotMeasurable);

    /// <summary>Tables that the facts are measured on.</summary>
    public static IReadOnlyList<Type> Tables(IEnumerable<Fact>? facts = null) =>
        [.. (facts ?? Fact.All).SelectMany(fact => fact.Tables).Append(typeof(Core.Records.TickRow)).Distinct()];

    /// <summary>Scores runs.</summary>
    /// <param name="runs">Runs of one scenario, by seed.</param>
    /// <param name="facts">The facts; null for all there are.</param>
    /// <param name="file">Other values of the figures; null for those that the facts state.</param>
    public static Scorecard Of(IReadOnlyList<FactRun> runs, IReadOnlyList<Fact>? facts = null, FactFile? file = null) =>
        new([.. (facts ?? Fact.All).Select(fact => Of(fact, runs, file))], runs.Count);

    /// <summary>Writes a row per fact.</summary>
    public void Write(TextWriter output)
    {
        output.Write("fact,verdict,band_low,band_high,mean,least,most,runs,reason,note,source\n");
        foreach (var s in Scores)
            output.Write(SeriesTable.Line(s.Fact.Name, s.Word, s.Band.Low, s.Band.High, s.Mean, s.Values.DefaultIfEmpty(double.NaN).Min(),
                s.Values.DefaultIfEmpty(double.NaN).Max(), s.Values.Count, s.Reason ?? "", s.Note ?? "", s.Fact.Source) + "\n");
    }

    /// <summary>A line per fact for a terminal, and how many were hit.</summary>
    public string Text()
    {
        var width = Scores.Max(s => s.Fact.Name.Length);
        var lines = Scores.Select(s => string.Create(CultureInfo.InvariantCulture,
            $"  {s.Fact.Name.PadRight(width)}  {(s.Values.Count == 0 ? $"not measurable here: {s.Reason}" : $"{s.Word,-4}  {s.Mean,10:G4}  [{s.Values.Min():G4}, {s.Values.Max():G4}]  world {s.Band.Low:G4} to {s.Band.High:G4}")}"));
        return string.Join('\n', lines) + string.Create(CultureInfo.InvariantCulture,
            $"\n\n{Hits} hit, {Near} near, {Measurable - Hits - Near} missed, of {Measurable} measurable facts of {Scores.Count}; {Runs} runs\n");
    }

    private static FactScore Of(Fact fact, IReadOnlyList<FactRun> runs, FactFile? file)
    {
        var figures = file is null ? fact.Figures : [.. fact.Figures.Select(file.Of)];
        List<Measurement> all = [.. runs.Select(fact.Of)];
        List<Measurement> known = [.. all.Where(m => double.IsFinite(m.Value))];
        return new FactScore(fact, figures, fact.BandOf(figures), [.. known.Select(m => m.Value)],
            known.Count > 0 ? null : all.Select(m => m.Reason).FirstOrDefault(r => r is not null) ?? "there are no runs",
            known.Select(m => m.Note).FirstOrDefault(n => n is not null));
    }
}
