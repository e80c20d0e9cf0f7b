// Question  What do momentum traders do to the prices of a small metaverse?
// Method    The quickstart economy with its 25 traders as they are, zero-intelligence, and as momentum traders: a kind of behaviour that
//           is declared below, in this file, with keys and a memory of its own. Thirty seeds, the same for both, so that differences are
//           paired; bands are 95 % Student-t intervals.
// Command   dotnet run simulations/own-behaviour.cs [-- --seeds 30 --threads 2 --out DIR --ticks N --smoke]
//           Writes study.db, its tables and plot.html to runs/studies/own-behaviour; Ctrl-C and the same command again: it goes on.
// Finding   They trade more, 35.4 ± 1.0 units a tick against 22.3 ± 0.5, and they chase prices far from what anyone values: the standard
//           deviation of the price of ore goes from 30 ± 1 % of its mean to 341 ± 27 %, that of wearables from 17 ± 1 % to 294 ± 20 %.

#:project ../src/Economy.Experiments/Economy.Experiments.csproj

using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Experiments;
using Economy.World.Behaviours;

KindRegistry.Add<Momentum>();
return await Study.RunAsync("own-behaviour", args, async study =>
{
    var found = study.On("quickstart.yaml")
        .Vary("population.types.trader.trading", ["zero-intelligence", "{kind: momentum, horizon: 12}"])
        .Measure("volume_units_per_tick", "markets.volume_units", across: "sum")
        .Measure<MarketRow>("ore_price_deviation_percent", rows =>
            Deviation(rows.Where(m => m.Asset == "ore").Select(m => (double)m.Price)))
        .Measure<MarketRow>("wearable_price_deviation_percent", rows =>
            Deviation(rows.Where(m => m.Asset == "wearable").Select(m => (double)m.Price)))
        .Run();
    found.Differences("trading", "zero-intelligence");
    return await found.PlotAsync("What do momentum traders do to prices?",
        "The quickstart economy with its traders of two kinds, on the same seeds: 0 none of momentum, 1 all 25.",
        found.Panel("Trading volume", "units per tick", "volume_units_per_tick", x: "trading"),
        found.Panel("Ore", "standard deviation of its price, % of the mean", "ore_price_deviation_percent", x: "trading"),
        found.Panel("Wearables", "standard deviation of their price, % of the mean", "wearable_price_deviation_percent", x: "trading"));
});

static double Deviation(IEnumerable<double> prices)
{
    var all = prices.ToList();
    var mean = all.Average();
    return 100 * Math.Sqrt(all.Average(p => (p - mean) * (p - mean))) / mean;
}

/// <summary>Buys at a premium what rose over a horizon, sells at a discount what fell.</summary>
[Kind("momentum", "buys what has risen over a horizon, sells what has fallen")]
internal sealed record Momentum : Trader<Momentum.Seen>
{
    [Key("Ticks over which the price is smoothed.", Unit = "ticks", Min = 1, Max = 1000)]
    public int Horizon { get; init; } = 8;

    [Key("How far beyond the last price it goes, as a share of the trend.", Min = 0, Max = 10)]
    public double Eagerness { get; init; } = 1;

    protected override void Watch(in MarketView market, ref Seen memory) =>
        memory.Price = memory.Price == 0 ? market.LastPrice : memory.Price + (market.LastPrice - memory.Price) / Horizon;

    protected override void Order(in MarketView market, ref Seen memory, ref OrderSlip slip)
    {
        var trend = market.LastPrice - memory.Price;
        var limit = Math.Max(1, (long)(market.LastPrice + Eagerness * trend));
        if (trend > 0) slip.Buy(limit, market.Wanted);
        else if (trend < 0) slip.Sell(limit, market.Offered);
    }

    public struct Seen
    {
        public double Price;
    }
}
