using Economy.Core.Records;

namespace Economy.Reporting.Html;

/// <summary>What the report takes from allocation.csv: curves by resource and pool, and a table of who earned what.</summary>
internal static class PoolData
{
    internal static object Of(IEnumerable<AllocationRow> rows, TimeAxis axis, double coin)
    {
        var resources = new OrderedDictionary<string, Curves>();
        var table = new OrderedDictionary<(string Pool, string Resource), Line>();
        foreach (var row in rows.Where(r => r.Capacity > 0))
        {
            if (!resources.TryGetValue(row.Resource, out var curves)) resources[row.Resource] = curves = new Curves(axis);
            curves.Add(row.Pool, "load", row.Tick, (double)(row.Committed + (Int128)row.Demanded) / row.Capacity);
            curves.Add(row.Pool, "utilisation", row.Tick, row.Utilisation);
            curves.Add(row.Pool, "price", row.Tick, row.Price / coin);
            if (!table.TryGetValue((row.Pool, row.Resource), out var line)) table[(row.Pool, row.Resource)] = line = new Line();
            line.Add(row);
        }

        return new
        {
            Resources = resources.Select(r => new { Name = r.Key, Pools = r.Value.Means }),
            Table = table.GroupBy(l => l.Key.Pool).Select(g => new
            {
                Pool = g.Key,
                Revenue = g.First().Value.Revenue / coin,
                Lines = g.Select(l => l.Value.Show(l.Key.Resource, coin)),
            }),
        };
    }

    private sealed class Line
    {
        private double capacity, utilisation, load, price;
        private int ticks;

        /// <summary>Revenue of the whole pool; every resource repeats it.</summary>
        internal double Revenue { get; private set; }

        internal void Add(in AllocationRow row)
        {
            ticks++;
            capacity += row.Capacity / 1000.0;
            utilisation += row.Utilisation;
            load += (double)(row.Committed + (Int128)row.Demanded) / row.Capacity;
            price += row.Price;
            Revenue += row.Revenue;
        }

        internal object Show(string resource, double coin) => new
        {
            Resource = resource,
            Capacity = Curves.Short(capacity / ticks),
            Load = Curves.Short(load / ticks),
            Utilisation = Curves.Short(utilisation / ticks),
            Price = Curves.Short(price / ticks / coin),
        };
    }
}
