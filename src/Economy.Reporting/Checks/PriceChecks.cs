using Economy.Core;
using Economy.Core.Prices;
using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.Reporting.Checks;

/// <summary>What was bought, by the tables that say so elsewhere, and the price indices, made again from it.</summary>
internal static class PriceChecks
{
    private const string Assets = "assets", Compute = "compute", Primary = "primary";
    private static readonly string[] Resources = [.. Enum.GetNames<Resource>().Select(Words.Kebab)];

    internal static IEnumerable<Check> Of(Evidence run, Scenario? scenario)
    {
        const string Indices = "The price indices are those that prices.csv gives";
        var bought = run.Run.Stream<PriceRow>().ToLookup(p => p.Tick);
        var rows = $"{run.RowsOf("prices")} rows";
        yield return Check.That("prices.csv has what markets.csv and allocation.csv say was bought", rows,
            Differences(bought, Elsewhere(run)));
        yield return scenario is null
            ? Check.Skipped(Indices, "the scenario, which has the window, was not read")
            : Check.That(Indices, rows, IndexProblems(run.Ticks, bought, scenario.Money.PriceIndexWindow));
    }

    /// <summary>Quantity and value of every good, from the tables of those who sold it.</summary>
    private static Dictionary<(int Tick, string Class, string Good), (double Quantity, double Value)> Elsewhere(Evidence run)
    {
        var goods = new Dictionary<(int, string, string), (double Quantity, double Value)>();
        foreach (var m in run.Markets) Add((m.Tick, Assets, m.Asset), m.Volume, m.Notional);
        var hours = run.Run.Manifest.TickSeconds / 3600.0;
        foreach (var row in run.Run.Stream<AllocationRow>())
        {
            var units = row.Allocated / 1000.0;
            if (Resources.Contains(row.Resource))
                Add((row.Tick, Compute, $"{row.Pool} {row.Resource}"), units * hours, units * hours * row.Price);
            else Add((row.Tick, Primary, row.Pool), units, row.Revenue);
        }

        return goods;

        void Add((int, string, string) good, double quantity, double value)
        {
            if (!(quantity > 0)) return;
            var before = goods.GetValueOrDefault(good);
            goods[good] = (before.Quantity + quantity, before.Value + value);
        }
    }

    private static IEnumerable<string> Differences(ILookup<int, PriceRow> bought,
        Dictionary<(int, string, string), (double Quantity, double Value)> elsewhere)
    {
        foreach (var row in bought.SelectMany(tick => tick))
        {
            var good = (row.Tick, row.Class, row.Good);
            if (!elsewhere.Remove(good, out var found)) yield return $"tick {row.Tick}: nobody sold {row.Class} {row.Good}";
            else if (!Numbers.Agree(found.Quantity, row.Quantity) || !Numbers.Agree(found.Value, row.Value)
                || !Numbers.Agree(row.Value / row.Quantity, row.Price))
                yield return $"tick {row.Tick}, {row.Class} {row.Good}: {row.Quantity} for {row.Value} at {row.Price}, sold were {found.Quantity} for {found.Value}";
        }

        foreach (var (tick, part, good) in elsewhere.Keys) yield return $"tick {tick}: {part} {good} was sold, and is missing";
    }

    private static IEnumerable<string> IndexProblems(IReadOnlyList<TickRow> ticks, ILookup<int, PriceRow> bought, int window)
    {
        (string Name, Index Of, Func<TickRow, double> Told)[] indices =
        [
            ("all goods", new Index(bought, null, window), t => t.PriceIndex),
            (Assets, new Index(bought, Assets, window), t => t.PriceIndexAssets),
            (Compute, new Index(bought, Compute, window), t => t.PriceIndexCompute),
            (Primary, new Index(bought, Primary, window), t => t.PriceIndexPrimary),
        ];
        foreach (var tick in ticks)
        {
            foreach (var (name, index, told) in indices)
            {
                var made = index.At(tick.Tick);
                if (!Numbers.Agree(made, told(tick), 1e-6)) yield return $"tick {tick.Tick}, {name}: prices.csv gives {made}, ticks.csv has {told(tick)}";
            }
        }
    }

    /// <summary>An index over the goods of a class, or over all.</summary>
    private sealed class Index
    {
        private readonly ILookup<int, PriceRow> bought;
        private readonly string? part;
        private readonly Dictionary<(string Class, string Good), int> goods = [];
        private readonly PriceIndex index;
        private readonly double[] price, quantity;

        internal Index(ILookup<int, PriceRow> bought, string? part, int window)
        {
            (this.bought, this.part) = (bought, part);
            foreach (var row in bought.SelectMany(tick => tick).Where(IsMine)) goods.TryAdd((row.Class, row.Good), goods.Count);
            (price, quantity) = (new double[goods.Count], new double[goods.Count]);
            index = new PriceIndex(goods.Count, window, Math.Log, Math.Exp);
        }

        internal double At(int tick)
        {
            quantity.AsSpan().Clear();
            foreach (var row in bought[tick].Where(IsMine))
                (price[goods[(row.Class, row.Good)]], quantity[goods[(row.Class, row.Good)]]) = (row.Price, row.Quantity);
            index.Observe(price, quantity);
            return index.Value;
        }

        private bool IsMine(PriceRow row) => part is null || row.Class == part;
    }
}
