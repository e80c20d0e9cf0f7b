using Economy.Core.Records;

namespace Economy.Reporting.Html;

/// <summary>What the report takes from quality.csv and exchange.csv.</summary>
internal static class QualityData
{
    /// <summary>Means by tick; null where quality of service is the same everywhere.</summary>
    internal static object? Of(IEnumerable<QualityRow> rows, IEnumerable<ExchangeRow> exchange, TimeAxis axis, double coin)
    {
        var curves = new Curves(axis);
        var (realised, oracle, loss) = (0.0, 0.0, 0.0);
        foreach (var row in rows)
        {
            realised += row.RealisedWelfare / coin;
            oracle += row.OracleWelfare / coin;
            loss += row.Loss / coin;
            curves.Add("all", "realised", row.Tick, row.RealisedWelfare / coin);
            curves.Add("all", "oracle", row.Tick, row.OracleWelfare / coin);
            curves.Add("all", "ofOracle", row.Tick, row.OracleWelfare > 0 ? row.RealisedWelfare / row.OracleWelfare : double.NaN);
            curves.Add("all", "quality", row.Tick, row.Quality);
            curves.Add("all", "scoreLoss", row.Tick, row.ScoreLoss);
        }

        foreach (var row in exchange)
        {
            curves.Add("all", "sent", row.Tick, row.Sent / 1000.0);
            curves.Add("all", "staleness", row.Tick, row.Staleness);
        }

        return curves.Means.Length > 0 ? new { Curves = curves.Means, Realised = realised, Oracle = Curves.Short(oracle), Loss = loss }
            : null;
    }
}
