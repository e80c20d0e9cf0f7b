using Economy.Core.Records;

namespace Economy.Reporting.Html;

/// <summary>What the report takes from markets.csv, sectors.csv and subsystems.csv: curves by asset, sector and subsystem.</summary>
internal static class GroupData
{
    internal static object Markets(IEnumerable<MarketRow> rows, TimeAxis axis, double coin)
    {
        var curves = new Curves(axis);
        foreach (var row in rows)
        {
            curves.Add(row.Asset, "price", row.Tick, row.Volume == 0 ? double.NaN : row.Price / coin);
            curves.Add(row.Asset, "volume", row.Tick, row.Volume);
            curves.Add(row.Asset, "notional", row.Tick, row.Notional / coin);
        }

        return curves.Means;
    }

    internal static object Sectors(IEnumerable<SectorRow> rows, TimeAxis axis, double coin)
    {
        var curves = new Curves(axis);
        foreach (var row in rows) curves.Add(row.Sector, "money", row.Tick, row.Money / coin);
        return curves.Means;
    }

    internal static object Subsystems(IEnumerable<SubsystemRow> rows, TimeAxis axis, double coin)
    {
        var curves = new Curves(axis);
        foreach (var row in rows)
        {
            curves.Add(row.Subsystem, "participants", row.Tick, row.Participants);
            curves.Add(row.Subsystem, "service", row.Tick, row.Service);
            curves.Add(row.Subsystem, "crowding", row.Tick, row.Crowding);
            curves.Add(row.Subsystem, "utility", row.Tick, row.Utility);
            curves.Add(row.Subsystem, "reward", row.Tick, row.Reward / coin);
            curves.Add(row.Subsystem, "fee", row.Tick, row.Fee / coin);
        }

        return curves.Means;
    }
}
