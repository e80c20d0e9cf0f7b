using Economy.Experiments.Designs;
using Economy.Experiments.Sweeps;

namespace Economy.Experiments.Sensitivity;

/// <summary>What a study answers, as tidy tables: which, depends on its design.</summary>
public static class AnswerTables
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<TidyTable> Of(StudyData data, DesignSpec design)
    {
        List<TidyTable> tables = [Means(data), Responses(data)];
        if (design.TriesLevels && data.Settings.Count > 1) tables.Add(Differences(data));
        if (design is GridDesign && FactorialEffects.Pairs(data).Any()) tables.AddRange([Variance(data), Cells(data)]);
        if (design is SobolDesign) tables.Add(Sobol(data));
        if (design is MorrisDesign morris) tables.Add(Morris(data, morris));
        return tables;
    }

    /// <summary>Values of a measure at the points of the design, over the seeds.</summary>
    public static double[] AtPoints(StudyData data, string measure)
    {
        double[] means = [.. Enumerable.Range(0, data.Settings.Count).Select(s => data.Mean(s, measure).Mean)];
        return [.. data.Design.Points.Select(p => means[p])];
    }

    private static TidyTable Means(StudyData data) => new(
        "means", "A row per measure and setting: the mean over the seeds, with its 95 % band (Student's t).",
        ["measure", "setting", .. data.Factors, "runs", "mean", "low_95", "high_95"],
        [.. from measure in data.Measures.Names
            from s in data.Settings.Index()
            let e = data.Mean(s.Index, measure)
            select (IReadOnlyList<object?>)[measure, s.Index, .. s.Item, e.Runs, e.Mean, e.Low, e.High]]);

    private static TidyTable Responses(StudyData data) => new(
        "responses", "A row per measure, factor and value, or tenth of the values: the mean over all settings there, with its 95 % band.",
        ["measure", "factor", "value", "x", "runs", "mean", "low_95", "high_95"],
        [.. from measure in data.Measures.Names
            from factor in data.Factors
            from p in ResponseCurve.Of(data, factor, measure)
            select (IReadOnlyList<object?>)[measure, factor, p.Label, p.X, p.Mean.Runs, p.Mean.Mean, p.Mean.Low, p.Mean.High]]);

    private static TidyTable Differences(StudyData data)
    {
        var rows = new List<IReadOnlyList<object?>>();
        foreach (var measure in data.Measures.Names)
        {
            int[] others = [.. Enumerable.Range(1, data.Settings.Count - 1)];
            var differences = others.Select(s => data.Difference(s, 0, measure)).ToList();
            var adjusted = Holm.Adjust([.. differences.Select(d => d.PValue)]);
            rows.AddRange(others.Select((s, i) => (IReadOnlyList<object?>)[measure, s, .. data.Settings[s], differences[i].Runs,
                differences[i].Mean, differences[i].Low, differences[i].High, differences[i].PValue, adjusted[i]]));
        }

        return new("differences",
            "A row per measure and setting but the first, the baseline: the mean difference to it, seed by seed; p of the paired t-test, "
                + "and after Holm over the settings.",
            ["measure", "setting", .. data.Factors, "pairs", "difference", "low_95", "high_95", "p", "p_holm"], rows);
    }

    private static TidyTable Variance(StudyData data)
    {
        var rows = new List<IReadOnlyList<object?>>();
        foreach (var measure in data.Measures.Names)
        {
            var terms = FactorialEffects.Variance(data, measure);
            var adjusted = Holm.Adjust([.. terms.Select(t => t.P)]);
            rows.AddRange(terms.Select((t, i) =>
                (IReadOnlyList<object?>)[measure, t.Term, t.SumOfSquares, t.Freedom, t.Share, t.F, t.P, adjusted[i]]));
        }

        return new("effects", "A row per measure and term, a factor or two together: its part in the variance of the runs; F-test, and p "
            + "after Holm over the terms.",
            ["measure", "term", "sum_of_squares", "degrees_of_freedom", "share", "f", "p", "p_holm"], rows);
    }

    private static TidyTable Cells(StudyData data) => new(
        "cells", "A row per measure, two factors and their values: the mean there, and what of it is interaction: less what both do by "
            + "themselves.",
        ["measure", "factor_a", "factor_b", "value_a", "value_b", "runs", "mean", "low_95", "high_95", "interaction", "interaction_low_95",
            "interaction_high_95"],
        [.. from measure in data.Measures.Names
            from pair in FactorialEffects.Pairs(data)
            let grand = data.BySeed([.. Enumerable.Range(0, data.Settings.Count)], measure)
            let a = data.By(pair.A).ToDictionary(g => g.Value, g => data.BySeed(g.Settings, measure))
            let b = data.By(pair.B).ToDictionary(g => g.Value, g => data.BySeed(g.Settings, measure))
            from cell in FactorialEffects.Cells(data, pair.A, pair.B)
            let mean = data.Mean(cell.Settings, measure)
            let own = data.BySeed(cell.Settings, measure)
            let joint = Estimate.Of(own.Select((x, k) => x - a[cell.A][k] - b[cell.B][k] + grand[k]))
            select (IReadOnlyList<object?>)[measure, pair.A, pair.B, cell.A, cell.B, mean.Runs, mean.Mean, mean.Low, mean.High, joint.Mean,
                joint.Low, joint.High]]);

    private static TidyTable Sobol(StudyData data) => new(
        "sobol", "A row per measure and factor: Sobol's indices, with 95 % bootstrap bands.",
        ["measure", "factor", "first_order", "first_low_95", "first_high_95", "total_order", "total_low_95", "total_high_95"],
        [.. from measure in data.Measures.Names
            let indices = SobolIndices.Of(AtPoints(data, measure), data.Factors.Count)
            from factor in data.Factors.Index()
            let first = indices.First[factor.Index]
            let total = indices.Total[factor.Index]
            select (IReadOnlyList<object?>)[measure, factor.Item, first.Value, first.Low, first.High, total.Value, total.Low, total.High]]);

    private static TidyTable Morris(StudyData data, MorrisDesign design) => new(
        "morris", "A row per measure and factor: elementary effects, in the measure's unit over the factor's whole range.",
        ["measure", "factor", "mu", "mu_star", "mu_star_low_95", "mu_star_high_95", "sigma"],
        [.. from measure in data.Measures.Names
            let effects = MorrisEffects.Of(AtPoints(data, measure), design, data.Factors.Count)
            from factor in data.Factors.Index()
            let e = effects[factor.Index]
            select (IReadOnlyList<object?>)[measure, factor.Item, e.Mean, e.Absolute.Mean, e.Absolute.Low, e.Absolute.High, e.Spread]]);
}
