using Economy.Experiments.Sweeps;
using MathNet.Numerics.Distributions;

namespace Economy.Experiments.Sensitivity;

/// <summary>A factor, or two together, in the analysis of variance of a full factorial design.</summary>
/// <param name="Term">The factor, or both with a cross between them.</param>
/// <param name="SumOfSquares">What it explains.</param>
/// <param name="Freedom">Its degrees of freedom.</param>
/// <param name="Share">The same over the sum of squares of all runs, those between seeds included.</param>
/// <param name="F">Its mean square over that of the residual.</param>
/// <param name="P">Probability of as large an F where it does nothing.</param>
public sealed record VarianceTerm(string Term, double SumOfSquares, int Freedom, double Share, double F, double P);

/// <summary>
/// Main effects and interactions of two factors in a full factorial design on common random numbers: a randomised block design whose
/// blocks are the seeds. Source: Montgomery, Design and Analysis of Experiments, 8th edition, chapters 4 and 5.
/// </summary>
public static class FactorialEffects
{
    /// <summary>The analysis of variance of a measure. Seeds of which a run is missing are left out.</summary>
    public static IReadOnlyList<VarianceTerm> Variance(StudyData data, string measure)
    {
        var all = Enumerable.Range(0, data.Settings.Count).Select(s => data.Of(s, measure)).ToArray();
        int[] seeds = [.. Enumerable.Range(0, data.Seeds.Count).Where(k => all.All(v => !double.IsNaN(v[k])))];
        if (seeds.Length == 0) return [];
        var grand = all.Average(v => seeds.Average(k => v[k]));
        double[] settings = [.. all.Select(v => seeds.Average(k => v[k]) - grand)];
        var total = all.Sum(v => seeds.Sum(k => (v[k] - grand) * (v[k] - grand)));
        var between = all.Length * seeds.Sum(k => Square(all.Average(v => v[k]) - grand));
        var residual = Math.Max(0, total - between - seeds.Length * settings.Sum(Square));
        var left = (seeds.Length - 1) * (all.Length - 1);
        var terms = new List<VarianceTerm>();
        void Add(string term, double square, int freedom)
        {
            var f = left > 0 && residual > 1e-12 * total ? square / freedom / (residual / left) : double.NaN;
            terms.Add(new(term, square, freedom, total > 0 ? square / total : 0, f, double.IsNaN(f) ? double.NaN
                : 1 - FisherSnedecor.CDF(freedom, left, f)));
        }

        var main = data.Factors.ToDictionary(f => f, f => data.By(f).Where(g => g.Settings.Count > 0).ToList());
        double[] Of(string factor) => [.. Enumerable.Range(0, all.Length)
            .Select(s => main[factor].First(g => g.Settings.Contains(s)).Settings.Average(o => settings[o]))];
        var effects = data.Factors.ToDictionary(f => f, Of);
        foreach (var factor in data.Factors.Where(f => main[f].Count > 1))
            Add(factor, seeds.Length * effects[factor].Sum(Square), main[factor].Count - 1);
        foreach (var (a, b) in Pairs(data))
        {
            var square = seeds.Length * Cells(data, a, b).Sum(cell => cell.Settings.Count
                * Square(cell.Settings.Average(s => settings[s]) - effects[a][cell.Settings[0]] - effects[b][cell.Settings[0]]));
            Add($"{a} × {b}", square, (main[a].Count - 1) * (main[b].Count - 1));
        }

        terms.Add(new("seeds", between, seeds.Length - 1, total > 0 ? between / total : 0, double.NaN, double.NaN));
        terms.Add(new("residual", residual, left, total > 0 ? residual / total : 0, double.NaN, double.NaN));
        return terms;
    }

    /// <summary>Pairs of factors that both vary.</summary>
    public static IEnumerable<(string A, string B)> Pairs(StudyData data)
    {
        var varied = data.Factors.Where(f => data.By(f).Count > 1).ToList();
        return from i in Enumerable.Range(0, varied.Count) from j in Enumerable.Range(i + 1, varied.Count - i - 1)
            select (varied[i], varied[j]);
    }

    /// <summary>The settings by the values of two factors.</summary>
    public static IEnumerable<(string A, string B, IReadOnlyList<int> Settings)> Cells(StudyData data, string a, string b) =>
        from x in data.By(a) from y in data.By(b) let both = x.Settings.Intersect(y.Settings).ToList() where both.Count > 0
        select (x.Value, y.Value, (IReadOnlyList<int>)both);

    private static double Square(double x) => x * x;
}
