using Economy.Core.Records;

namespace Economy.Reporting.Html;

/// <summary>What the report takes from attention-map.csv: for each model features by head, at the last tick that was looked at.</summary>
internal static class ExplainedData
{
    private const int MostFeatures = 40;

    /// <summary>A map of each model; none where no scores are learned, or nobody asks.</summary>
    internal static IReadOnlyList<object> Of(IEnumerable<AttentionMapRow> rows) =>
        [.. rows.Where(r => r.Model != "none").GroupBy(r => r.Model, StringComparer.Ordinal).OrderBy(m => m.Key, StringComparer.Ordinal)
            .Select(m => Map(m.Key, [.. m]))];

    private static object Map(string model, List<AttentionMapRow> all)
    {
        var tick = all.Max(r => r.Tick);
        var rows = all.Where(r => r.Tick == tick).ToList();
        string[] heads = [.. rows.Select(r => r.Head).Distinct().Order(StringComparer.Ordinal)];
        var features = rows.GroupBy(r => (r.Side, r.Feature)).OrderByDescending(f => f.Sum(r => r.Absolute)).ThenBy(f => f.Key).ToList();
        return new
        {
            Model = model,
            Tick = tick,
            Heads = heads,
            Features = features.Take(MostFeatures).Select(f => new
            {
                f.Key.Side, f.Key.Feature,
                Cells = heads.Select(h => f.Where(r => r.Head == h).Select(Cell).FirstOrDefault()),
            }),
            Of = features.Count,
            Gap = Curves.Short(rows.Max(r => r.Gap)),
        };
    }

    private static object Cell(AttentionMapRow row) => new
    {
        Mean = Curves.Short(row.Mean), Absolute = Curves.Short(row.Absolute), Dropped = Curves.Short(row.Dropped),
    };
}
