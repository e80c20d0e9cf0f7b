using Economy.Core.Records;
using Economy.Reporting.Checks;

namespace Economy.Reporting.Html;

/// <summary>What the report takes from participants.csv: Lorenz curves, and the spread of wealth by type, in coins.</summary>
internal static class WealthData
{
    private const int LorenzPoints = 100;
    private static readonly double[] Shares = [0.05, 0.25, 0.5, 0.75, 0.95];

    internal static object? Of(IEnumerable<ParticipantRow> rows, double coin)
    {
        var active = rows.Where(p => p.Active == 1).Select(p => (p.Type, p.Money, Wealth: (double)p.Money + p.Assets)).ToList();
        if (active.Count == 0) return null;
        return new
        {
            Lorenz = new
            {
                Money = Shorter(Inequalities.Lorenz(Sorted(active.Select(p => (double)p.Money)), LorenzPoints)),
                Wealth = Shorter(Inequalities.Lorenz(Sorted(active.Select(p => p.Wealth)), LorenzPoints)),
            },
            Types = active.GroupBy(p => p.Type).Select(g =>
            {
                var ascending = Sorted(g.Select(p => p.Wealth / coin));
                return new { Name = g.Key, Count = ascending.Length, Mean = Curves.Short(ascending.Average()), Quantiles = Shorter([.. Shares.Select(q => Quantile(ascending, q))]) };
            }),
        };
    }

    private static double[] Sorted(IEnumerable<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>Linear between the order statistics (type 7 of Hyndman and Fan 1996, the default of R and NumPy).</summary>
    private static double Quantile(double[] ascending, double share)
    {
        var at = share * (ascending.Length - 1);
        var below = (int)at;
        var above = Math.Min(below + 1, ascending.Length - 1);
        return ascending[below] + (at - below) * (ascending[above] - ascending[below]);
    }

    private static double?[] Shorter(double[] values) => [.. values.Select(Curves.Short)];
}
