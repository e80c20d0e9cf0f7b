using Economy.Core.Records;

namespace Economy.Reporting.Html;

/// <summary>What the report takes from settlement.csv.</summary>
internal static class SettlementData
{
    internal static object Of(IEnumerable<SettlementRow> rows, TimeAxis axis, double settledSeconds)
    {
        var curves = new Curves(axis);
        var (batches, entries, settled, gas, lag) = (0L, 0L, 0L, 0.0, 0);
        foreach (var row in rows)
        {
            batches += row.Batches;
            entries += row.JournalEntries;
            settled += row.SettledEntries;
            gas += row.Gas;
            lag = Math.Max(lag, row.LagTicks);
            curves.Add("all", "batches", row.Tick, row.Batches);
            curves.Add("all", "entries", row.Tick, row.JournalEntries);
            curves.Add("all", "settled", row.Tick, row.SettledEntries);
            curves.Add("all", "gas", row.Tick, row.Gas / 1e6);
            curves.Add("all", "lag", row.Tick, row.LagTicks);
        }

        return new { Curves = curves.Means, Batches = batches, Entries = entries, Settled = settled, Gas = gas, Lag = lag,
            PerSecond = settledSeconds > 0 ? entries / settledSeconds : 0 };
    }
}
