using System.Globalization;
using System.Text;
using Economy.Experiments.Sweeps;

namespace Economy.Experiments;

/// <summary>One measure of one setting: its mean, and its difference to the baseline at the same x, run by run.</summary>
/// <param name="Measure">Name of the measure.</param>
/// <param name="Setting">Name of the setting.</param>
/// <param name="X">Its place.</param>
/// <param name="Mean">Mean over the runs.</param>
/// <param name="Difference">Mean paired difference to the baseline.</param>
/// <param name="P">p-value of the paired t-test, Holm-adjusted over the settings compared with the baseline on this measure at this x; not
/// a number for the baseline itself.</param>
public sealed record ComparedMeasure(string Measure, string Setting, double X, Estimate Mean, Estimate Difference, double P);

/// <summary>Settings of a study compared with one of them, and that as tables.</summary>
public static class ComparisonTable
{
    /// <summary>
    /// Compares on every measure, by measure, then x, then setting. Adjusting within a measure follows Demšar, Journal of Machine Learning
    /// Research 7 (2006) 1–30.
    /// </summary>
    /// <param name="data">A study of two factors: what is compared, and x, a number.</param>
    /// <param name="baseline">The value of the first factor that the others are compared with.</param>
    public static IReadOnlyList<ComparedMeasure> Of(StudyData data, string baseline)
    {
        var rows = new List<ComparedMeasure>();
        var groups = data.Settings.Index().Select(s => (Number: s.Index, Name: s.Item[0], X: StudyData.Number(s.Item[1])!.Value))
            .GroupBy(s => s.X).ToList();
        foreach (var measure in data.Measures.Names)
        {
            foreach (var group in groups)
            {
                var from = group.First(s => s.Name == baseline);
                var differences = group.Select(s => data.Difference(s.Number, from.Number, measure)).ToList();
                var adjusted = Holm.Adjust([.. group.Zip(differences, (s, d) => s.Name == baseline ? double.NaN : d.PValue)]);
                rows.AddRange(group.Select(
                    (s, i) => new ComparedMeasure(measure, s.Name, s.X, data.Mean(s.Number, measure), differences[i], adjusted[i])));
            }
        }

        return rows;
    }

    /// <summary>Tidy CSV: a row per measure, x and setting.</summary>
    /// <param name="setting">Header of the setting's column.</param>
    /// <param name="baseline">The setting compared with.</param>
    /// <param name="x">Header of x's column; null leaves it out.</param>
    public static string Csv(IReadOnlyList<ComparedMeasure> rows, string setting, string baseline, string? x)
    {
        var text = new StringBuilder(
            $"measure,{(x is null ? "" : x + ",")}{setting},runs,mean,mean_low_95,mean_high_95,baseline,difference_from_baseline,difference_low_95,difference_high_95,p_holm\n");
        foreach (var r in rows)
        {
            string[] cells =
            [
                r.Measure, .. x is null ? [] : new[] { Number(r.X) }, r.Setting, r.Mean.Runs.ToString(CultureInfo.InvariantCulture),
                Number(r.Mean.Mean), Number(r.Mean.Low), Number(r.Mean.High), baseline, Number(r.Difference.Mean), Number(r.Difference.Low),
                Number(r.Difference.High), Number(r.P),
            ];
            text.Append(string.Join(',', cells)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>
    /// Markdown: for every x a table of settings by measures, a star where the difference to the baseline is significant at 5 %.
    /// </summary>
    public static string Markdown(IReadOnlyList<ComparedMeasure> rows, string? x)
    {
        var text = new StringBuilder();
        foreach (var group in rows.GroupBy(r => r.X))
        {
            if (x is not null) text.Append(CultureInfo.InvariantCulture, $"{(text.Length > 0 ? "\n" : "")}{x} = {group.Key}\n\n");
            var measures = group.Select(r => r.Measure).Distinct().ToList();
            text.Append($"| policy | {string.Join(" | ", measures)} |\n|---|{string.Concat(measures.Select(_ => "---:|"))}\n");
            foreach (var setting in group.GroupBy(r => r.Setting))
                text.Append($"| {setting.Key} | {string.Join(" | ", setting.Select(r => StudyTable.Text(r.Mean) + (r.P < 0.05 ? " *" : "")))} |\n");
        }

        return text.ToString();
    }

    /// <summary>Text of at most 80 columns: a block per measure and x, where any run says something of the measure.</summary>
    /// <param name="meaning">What a measure is.</param>
    /// <param name="baseline">The setting compared with.</param>
    /// <param name="x">What x is; null where it does not vary.</param>
    public static string Text(IReadOnlyList<ComparedMeasure> rows, Func<string, string> meaning, string baseline, string? x)
    {
        var text = new StringBuilder();
        var name = rows.Max(r => r.Setting.Length);
        foreach (var block in rows.GroupBy(r => (r.Measure, r.X)).Where(b => b.Any(r => r.Mean.Runs > 0)))
        {
            if (text.Length > 0) text.Append('\n');
            text.Append(meaning(block.Key.Measure));
            if (x is not null) text.Append(CultureInfo.InvariantCulture, $", {x} = {block.Key.X}");
            text.Append('\n').Append($"  {"".PadRight(name)}  {"mean ± half 95 % CI",20}  {"difference ± same",22}  {"p (Holm)",8}\n");
            foreach (var r in block)
            {
                var difference = r.Setting == baseline ? "" : StudyTable.Text(r.Difference);
                text.Append($"  {r.Setting.PadRight(name)}  {StudyTable.Text(r.Mean),20}  {difference,22}  {(r.Setting == baseline ? "" : P(r.P)),8}".TrimEnd()).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>A p-value to four places.</summary>
    public static string P(double p) =>
        double.IsNaN(p) ? "–" : p < 0.0001 ? "< 0.0001" : p.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Number(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);
}
