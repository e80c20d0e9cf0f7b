using Economy.Core.Records;

namespace Economy.Reporting.Html;

/// <summary>What the report takes from ticks.csv.</summary>
internal static class TickData
{
    internal static CurveGroup[] OverTime(IReadOnlyList<TickRow> rows, TimeAxis axis, double coin)
    {
        (string Name, Func<TickRow, double> Of)[] measures =
        [
            ("supply", t => t.MoneySupply / coin), ("treasury", t => t.Treasury / coin), ("departed", t => t.Departed / coin),
            ("notional", t => t.Notional / coin),
            ("spending", t => t.Spending / coin),
            ("turnover", t => t.Turnover), ("velocity", t => t.Velocity), ("realVolume", t => t.RealVolume / coin),
            ("priceIndex", t => t.PriceIndex), ("assetPrices", t => t.PriceIndexAssets), ("computePrices", t => t.PriceIndexCompute),
            ("primaryPrices", t => t.PriceIndexPrimary),
            ("moneyGini", t => t.MoneyGini), ("wealthGini", t => t.WealthGini), ("top1", t => t.TopOnePercent),
            ("top10", t => t.TopTenPercent),
            ("utility", t => t.Participants == 0 ? double.NaN : t.Utility / t.Participants), ("rest", t => t.RestShare),
            ("rewardFactor", t => t.RewardFactor),
            ("waiting", t => t.JobsWaiting), ("running", t => t.JobsRunning), ("arrived", t => t.JobsArrived),
            ("completed", t => t.JobsCompleted),
            ("expired", t => t.JobsExpired), ("wait", t => t.MeanWait),
            ("certified", t => t.WelfareBound > 0 ? t.CertifiedRatio : double.NaN),
            ("welfare", t => t.Welfare / coin), ("gap", t => t.WelfareBound > 0 ? (t.WelfareBound - t.Welfare) / coin : double.NaN),
            ("forgone", t => t.RevenueForgone / coin),
            ("rounding", t => t.RoundingLoss / coin),
            ("participants", t => t.Participants),
        ];
        var curves = new Curves(axis);
        foreach (var row in rows)
        {
            foreach (var (name, of) in measures) curves.Add("economy", name, row.Tick, of(row));
        }

        return curves.Means;
    }

    internal static object? Totals(IReadOnlyList<TickRow> rows, double coin)
    {
        if (rows.Count == 0) return null;
        var (first, last, simulated) = (rows[0], rows[^1], rows.Where(t => t.Tick > 0).DefaultIfEmpty(rows[^1]).ToList());
        return new
        {
            Supply = last.MoneySupply / coin,
            FirstSupply = first.MoneySupply / coin,
            Minted = simulated.Sum(t => (double)t.Minted) / coin,
            Immigration = simulated.Sum(t => (double)t.Immigration) / coin,
            Burnt = simulated.Sum(t => (double)t.Burnt) / coin,
            Departed = last.Departed / coin,
            last.Participants,
            WealthGini = Curves.Short(last.WealthGini),
            MoneyGini = Curves.Short(last.MoneyGini),
            Top1 = Curves.Short(last.TopOnePercent),
            Utility = Curves.Short(simulated.Average(t => t.Participants == 0 ? 0 : t.Utility / t.Participants)),
            Velocity = Curves.Short(simulated.Sum(t => (double)t.Spending) / simulated.Sum(t => t.MeanMoney)),
            PriceIndex = Curves.Short(simulated.LastOrDefault(t => !double.IsNaN(t.PriceIndex), last).PriceIndex),
            Jobs = simulated.Sum(t => (long)t.JobsArrived),
        };
    }

    /// <summary>
    /// The quantities of the identity of exchange, M̄·V = S = P·Q, in the last tick and over the whole run. V and Q are defined by it, so
    /// nothing is checked by it; what can be wrong is S, and that N is what the markets say.
    /// </summary>
    internal static object? Exchange(IReadOnlyList<TickRow> rows, IReadOnlyList<MarketRow> markets, double coin)
    {
        var simulated = rows.Where(t => t.Tick > 0).ToList();
        if (simulated.Count == 0) return null;
        var byTick = markets.GroupBy(m => m.Tick).ToDictionary(g => g.Key, g => g.Aggregate((Int128)0, (sum, m) => sum + m.Notional));
        var (last, priced) = (simulated[^1], simulated.Where(t => t.RealVolume > 0).ToList());
        return new
        {
            Ticks = simulated.Count,
            Exact = simulated.Count(t => byTick.GetValueOrDefault(t.Tick) == t.Notional),
            Rows = new[]
            {
                new { Name = $"Tick {last.Tick}", N = last.Notional / coin, S = last.Spending / coin,
                    M = Curves.Short(last.MeanMoney / coin),
                    Turnover = Curves.Short(last.Turnover), V = Curves.Short(last.Velocity), P = Curves.Short(last.PriceIndex),
                    Q = Curves.Short(last.RealVolume / coin) },
                new
                {
                    Name = "Mean of a tick",
                    N = simulated.Average(t => (double)t.Notional) / coin,
                    S = simulated.Average(t => (double)t.Spending) / coin,
                    M = Curves.Short(simulated.Average(t => t.MeanMoney) / coin),
                    Turnover = Curves.Short(simulated.Sum(t => (double)t.Notional) / simulated.Sum(t => t.MeanMoney)),
                    V = Curves.Short(simulated.Sum(t => (double)t.Spending) / simulated.Sum(t => t.MeanMoney)),
                    P = Curves.Short(priced.Sum(t => (double)t.Spending) / priced.Sum(t => t.RealVolume)),
                    Q = Curves.Short(priced.Sum(t => t.RealVolume) / priced.Count / coin),
                },
            },
        };
    }
}
