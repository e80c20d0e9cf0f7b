using Economy.Core.Records;

namespace Economy.Reporting.Html;

/// <summary>
/// What the report takes from prices.csv: what of each good was bought, how its price moved, and how old it is. And what was never sold.
/// </summary>
internal static class PriceData
{
    internal static object Of(IEnumerable<PriceRow> rows, IReadOnlyList<MarketRow> markets, int lastTick, double coin) => new
    {
        Goods = rows.GroupBy(p => (p.Class, p.Good)).OrderBy(g => g.Key.Class, StringComparer.Ordinal).ThenBy(g => g.Key.Good,
            StringComparer.Ordinal).Select(g =>
        {
            var (quantity, value, first, last) = (0.0, 0.0, g.First(), g.Last());
            foreach (var row in g) (quantity, value) = (quantity + row.Quantity, value + row.Value);
            return new
            {
                g.Key.Class, g.Key.Good, Quantity = Curves.Short(quantity), Value = Curves.Short(value / coin),
                First = Curves.Short(first.Price / coin), Last = Curves.Short(last.Price / coin),
                Change = Curves.Short(first.Price > 0 ? last.Price / first.Price - 1 : double.NaN), Age = lastTick - last.Tick,
            };
        }),
        NeverSold = markets.GroupBy(m => m.Asset).Where(g => g.All(m => double.IsNaN(m.PriceAge)))
            .Select(g => new { Asset = g.Key, Price = Curves.Short(g.Last().Price / coin) }),
    };
}
