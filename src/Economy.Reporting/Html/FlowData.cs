using Economy.Core.Records;
using Economy.Reporting.Checks;

namespace Economy.Reporting.Html;

/// <summary>What the report takes from flows.csv: faucets and sinks over time, and the matrix of the whole run.</summary>
internal static class FlowData
{
    internal static object Of(IEnumerable<FlowRow> rows, TimeAxis axis, double coin)
    {
        var mint = new Curves(axis);
        var tokens = new OrderedDictionary<string, Matrix>();
        foreach (var row in rows)
        {
            if (!tokens.TryGetValue(row.Token, out var matrix)) tokens[row.Token] = matrix = new Matrix();
            matrix.Add(row.Instrument, row.Sector, row.NetInflow);
            if (row is { Token: FlowBook.Currency, Sector: FlowBook.Mint, Tick: > 0 } && row.Instrument != FlowBook.Holdings)
                mint.Add(row.Instrument, "created", row.Tick, -row.NetInflow / coin);
        }

        return new { Mint = mint.PerTick, Matrices = tokens.Select(t => t.Value.Show(t.Key, t.Key == FlowBook.Currency ? coin : 1)) };
    }

    private sealed class Matrix
    {
        private readonly OrderedDictionary<string, Dictionary<string, Int128>> instruments = [];
        private readonly List<string> sectors = [];

        internal void Add(string instrument, string sector, long net)
        {
            if (!instruments.TryGetValue(instrument, out var row)) instruments[instrument] = row = [];
            if (!sectors.Contains(sector)) sectors.Add(sector);
            row[sector] = row.GetValueOrDefault(sector) + net;
        }

        /// <summary>Instruments in their declared order and holdings last; the sectors of the system before the types.</summary>
        internal object Show(string token, double unit)
        {
            string[] system = [FlowBook.Mint, FlowBook.Treasury, "subsystems", "providers"];
            string[] columns = [.. system.Where(sectors.Contains), .. sectors.Except(system)];
            var rows = instruments.OrderBy(
                i => i.Key == FlowBook.Holdings ? int.MaxValue : (int?)Instruments.Parse(i.Key) ?? int.MaxValue - 1).ToList();
            return new
            {
                Token = token,
                Sectors = columns,
                Rows = rows.Select(r => new { Instrument = r.Key, Cells = columns.Select(c => (double)r.Value.GetValueOrDefault(c) / unit),
                    Sum = (double)Sum(r.Value.Values) / unit }),
                Sums = columns.Select(c => (double)Sum(rows.Select(r => r.Value.GetValueOrDefault(c))) / unit),
            };
        }

        private static Int128 Sum(IEnumerable<Int128> amounts) => amounts.Aggregate((Int128)0, (sum, x) => sum + x);
    }
}
