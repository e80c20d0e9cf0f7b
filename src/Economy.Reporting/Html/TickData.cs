using Economy.Core.Records;
using Economy.Reporting.Checks;

namespace Economy.Reporting.Html;

/// <summary>What the report takes from ticks.csv.</summary>
internal static class TickData
{
    internal static CurveGroup[] OverTime(IReadOnlyList<TickRow> rows, TimeAxis axis, double coin)
    {
        (string Name, Func<TickRow, double> Of)[] measures =
        [
            ("supply", t => t.MoneySupply / coin), ("treasury", t => t.Treasury / coin), ("notional", t => t.Notional / coin),
            ("velocity", t => t.Velocity), ("priceIndex", t => t.PriceIndex), ("realVolume", t => t.RealVolume / coin),
            ("moneyGini", t => t.MoneyGini), ("wealthGini", t => t.WealthGini), ("top1", t => t.TopOnePercent),
            ("top10", t => t.TopTenPercent),
            ("utility", t => t.Participants == 0 ? double.NaN : t.Utility / t.Participants), ("rest", t => t.RestShare),
            ("rewardFactor", t => t.RewardFactor),
            ("waiting", t => t.JobsWaiting), ("running", t => t.JobsRunning), ("arrived", t => t.JobsArrived),
            ("completed", t => t.JobsCompleted),
            ("expired", t => t.JobsExpired), ("wait", t => t.MeanWait),
            ("certified", t => t.WelfareBound > 0 ? t.CertifiedRatio : double.NaN),
            ("welfare", t => t.Welfare / coin), ("bound", t => t.WelfareBound / coin), ("forgone", t => t.RevenueForgone / coin),
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
            Burnt = simulated.Sum(t => (double)t.Burnt) / coin,
            last.Participants,
            WealthGini = Curves.Short(last.WealthGini),
            MoneyGini = Curves.Short(last.MoneyGini),
            Top1 = Curves.Short(last.TopOnePercent),
            Utility = Curves.Short(simulated.Average(t => t.Participants == 0 ? 0 : t.Utility / t.Participants)),
            Velocity = Curves.Short(
                simulated.Where(t => !double.IsNaN(t.Velocity)).Select(t => t.Velocity).DefaultIfEmpty(double.NaN).Average()),
            PriceIndex = Curves.Short(last.PriceIndex),
            Jobs = simulated.Sum(t => (long)t.JobsArrived),
        };
    }

    /// <summary>The identity of exchange, checked tick by tick, and shown for the last tick and for the whole run.</summary>
    internal static object? Identity(IReadOnlyList<TickRow> rows, IReadOnlyList<MarketRow> markets, double coin)
    {
        var simulated = rows.Where(t => t.Tick > 0).ToList();
        if (simulated.Count == 0) return null;
        var byTick = markets.GroupBy(m => m.Tick).ToDictionary(g => g.Key, g => g.Aggregate((Int128)0, (sum, m) => sum + m.Notional));
        var last = simulated[^1];
        return new
        {
            Ticks = simulated.Count,
            Exact = simulated.Count(t => byTick.GetValueOrDefault(t.Tick) == t.Notional),
            Holds = simulated.Count(t => (!(t.MeanMoney > 0) || Numbers.Agree(t.Velocity * t.MeanMoney, t.Notional))
                && (!(t.PriceIndex > 0) || Numbers.Agree(t.PriceIndex * t.RealVolume, t.Notional))),
            Rows = new[]
            {
                new { Name = "Last tick", N = last.Notional / coin, M = Curves.Short(last.MeanMoney / coin),
                    V = Curves.Short(last.Velocity), P = Curves.Short(last.PriceIndex), Q = Curves.Short(last.RealVolume / coin) },
                new
                {
                    Name = "Mean of the run, V = ΣN / ΣM̄, P = ΣN / ΣQ",
                    N = simulated.Average(t => (double)t.Notional) / coin,
                    M = Curves.Short(simulated.Average(t => t.MeanMoney) / coin),
                    V = Curves.Short(simulated.Average(t => (double)t.Notional) / simulated.Average(t => t.MeanMoney)),
                    P = Curves.Short(simulated.Average(t => (double)t.Notional) / simulated.Average(t => t.RealVolume)),
                    Q = Curves.Short(simulated.Average(t => t.RealVolume) / coin),
                },
            },
        };
    }
}
