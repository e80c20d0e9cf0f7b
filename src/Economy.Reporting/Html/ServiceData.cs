using Economy.Core.Records;

namespace Economy.Reporting.Html;

/// <summary>What the report takes from service.csv and fairness.csv: whose demand was served where, and how evenly.</summary>
internal static class ServiceData
{
    private const int MostPools = 12;
    private const string Unserved = "unserved";

    /// <summary>
    /// Share of each source's demand that each pool served over the run; the pools beyond the twelve that served most come as one.
    /// </summary>
    internal static object Of(IEnumerable<ServiceRow> rows, double coin)
    {
        var sources = new OrderedDictionary<string, Dictionary<string, (double Tasks, double Value, double Paid)>>();
        var pools = new OrderedDictionary<string, double>();
        foreach (var row in rows)
        {
            if (!sources.TryGetValue(row.Source, out var source)) sources[row.Source] = source = [];
            var cell = source.GetValueOrDefault(row.Pool);
            source[row.Pool] = (cell.Tasks + row.Tasks, cell.Value + row.Value, cell.Paid + row.Paid);
            if (row.Pool != Unserved) pools[row.Pool] = pools.GetValueOrDefault(row.Pool) + row.Tasks;
        }

        string[] shown = [.. pools.OrderByDescending(p => p.Value).Take(MostPools).Select(p => p.Key).Order(StringComparer.Ordinal)];
        return new
        {
            Pools = (IEnumerable<string>)(pools.Count > MostPools ? [.. shown, $"{pools.Count - MostPools} others"] : shown),
            Sources = sources.Select(s => new
            {
                Name = s.Key,
                Tasks = Curves.Short(s.Value.Values.Sum(c => c.Tasks)),
                Cells = Cells(s.Value, shown, pools.Count > MostPools, coin),
            }),
        };
    }

    internal static CurveGroup[] Fairness(IEnumerable<FairnessRow> rows, TimeAxis axis)
    {
        var curves = new Curves(axis);
        foreach (var row in rows)
        {
            curves.Add("all", "jain", row.Tick, row.Jain);
            curves.Add("all", "envy", row.Tick, row.Envy);
            curves.Add("all", "nash", row.Tick, row.NashFraction);
            curves.Add("all", "starved", row.Tick, row.Tasks == 0 ? double.NaN : row.Starved / (double)row.Tasks);
        }

        return curves.Means;
    }

    /// <summary>A cell for each pool shown, one for the others, one for what went unserved.</summary>
    private static IEnumerable<object> Cells(Dictionary<string, (double Tasks, double Value, double Paid)> source, string[] shown,
        bool hasOthers, double coin)
    {
        var total = source.Values.Sum(c => c.Tasks);
        var others = source.Where(c => c.Key != Unserved && !shown.Contains(c.Key)).Select(c => c.Value).Aggregate((0.0, 0.0, 0.0),
            (sum, c) => (sum.Item1 + c.Tasks, sum.Item2 + c.Value, sum.Item3 + c.Paid));
        IEnumerable<(double Tasks, double Value, double Paid)> cells = [.. shown.Select(source.GetValueOrDefault),
            .. hasOthers ? new[] { others } : [], source.GetValueOrDefault(Unserved)];
        return cells.Select(c => new { Share = Curves.Short(c.Tasks / total), Value = Curves.Short(c.Value / coin),
            Paid = Curves.Short(c.Paid / coin) });
    }
}
