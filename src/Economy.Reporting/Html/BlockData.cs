using Economy.Core.Records;

namespace Economy.Reporting.Html;

/// <summary>What the report takes from blocks.csv.</summary>
internal static class BlockData
{
    /// <summary>Means and sums by tick; null where block space was free.</summary>
    internal static object? Of(IEnumerable<BlockRow> rows, TimeAxis axis, double coin)
    {
        var curves = new Curves(axis);
        var (trades, lapsed, surplus, lost, fees) = (0L, 0L, 0.0, 0.0, 0.0);
        foreach (var tick in rows.GroupBy(b => b.Tick))
        {
            curves.Add("all", "baseFee", tick.Key, tick.Average(b => (double)b.BaseFee));
            curves.Add("all", "full", tick.Key, tick.Average(b => (double)b.GasUsed / b.GasLimit));
            curves.Add("all", "lapsed", tick.Key, tick.Sum(b => b.Lapsed));
            curves.Add("all", "burnt", tick.Key, tick.Sum(b => b.Burnt) / coin);
            curves.Add("all", "tips", tick.Key, tick.Sum(b => b.Tips) / coin);
            trades += tick.Sum(b => (long)b.Trades);
            lapsed += tick.Sum(b => b.Lapsed);
            surplus += tick.Sum(b => b.Surplus) / coin;
            lost += tick.Sum(b => b.SurplusLapsed) / coin;
            fees += tick.Sum(b => b.Burnt + b.Tips) / coin;
        }

        return curves.Means.Length > 0
            ? new { Curves = curves.Means, Trades = trades, Lapsed = lapsed, Surplus = surplus, Lost = lost, Fees = fees } : null;
    }
}
