// Question  What do momentum traders do to the prices of a small metaverse?
// Method    The quickstart economy with its 25 traders as they are, zero-intelligence, and as momentum traders: a kind of behaviour that
//           is declared below, in this file, with keys and a memory of its own. Thirty seeds, the same for both, so that differences are paired;
//           bands are 95 % Student-t intervals.
// Command   dotnet run simulations/own-behaviour.cs [-- --seeds 30 --threads 2 --out DIR --ticks N --smoke]
//           Writes runs.csv and plot.html to runs/studies/own-behaviour; Ctrl-C and the same command again: it goes on.
// Finding   They trade more, 35.4 ± 1.0 units a tick against 22.3 ± 0.5, and they chase prices far from what anyone values: the standard deviation of
//           the price of ore goes from 30 ± 1 % of its mean to 341 ± 27 %, that of wearables from 17 ± 1 % to 294 ± 20 %.

#:project ../src/Economy.Experiments/Economy.Experiments.csproj
#:project ../src/Economy.Scenarios/Economy.Scenarios.csproj
#:project ../src/Economy.Chain/Economy.Chain.csproj
#:project ../src/Economy.Reporting/Economy.Reporting.csproj

using Economy.Chain.Provisioning;
using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Experiments;
using Economy.Reporting;
using Economy.Scenarios;
using Economy.World.Behaviours;

KindRegistry.Add<Momentum>();
return await Study.RunAsync("own-behaviour", args, async (study, cancellation) =>
{
    var file = Path.Combine(study.Root, "scenarios", "quickstart.yaml");
    Scenario Read(string trading)
    {
        var read = ScenarioReader.ReadFile(file, [$"population.types.trader.trading={trading}"]);
        return study.Adapt(read.Scenario ?? throw new InvalidDataException(string.Join('\n', read.Errors)));
    }

    Setting[] settings = [new("momentum traders", 0, Read("zero-intelligence")), new("momentum traders", 1, Read("{kind: momentum, horizon: 12}"))];
    Measure[] measures =
    [
        new("volume_units_per_tick", run => run.Of<MarketRow>().Sum(m => m.Volume) / (double)settings[0].Scenario.Ticks),
        new("ore_price_deviation_percent", run => Deviation(run.Of<MarketRow>().Where(m => m.Asset == "ore").Select(m => (double)m.Price))),
        new("wearable_price_deviation_percent", run => Deviation(run.Of<MarketRow>().Where(m => m.Asset == "wearable").Select(m => (double)m.Price))),
    ];
    var results = study.Run(settings, [typeof(MarketRow)], measures, scenario => ScenarioHash.Of(scenario).ToString());
    Console.WriteLine("\nChange from zero-intelligence traders, run by run:");
    StudyTable.Write(Console.Out, results, baseline: _ => settings[0]);
    StudyPanel Panel(string title, string unit, string measure) => new(title, unit, "momentum traders (0: none, 1: all 25)",
        [.. settings.Select(s => (s, e: results.Mean(s, measure))).Select(p => new StudyPoint(p.s.Name, p.s.X, p.e.Mean, p.e.Low, p.e.High, p.e.Runs))]);
    var toolchain = await Toolchain.ProvideAsync(study.Root, ToolchainParts.Packages, Console.WriteLine, cancel: cancellation);
    var plot = Path.Combine(study.Folder, "plot.html");
    StudyPlot.Write(plot, "What do momentum traders do to prices?",
    [
        Panel("Trading volume", "units per tick", "volume_units_per_tick"),
        Panel("Ore", "standard deviation of its price, % of the mean", "ore_price_deviation_percent"),
        Panel("Wearables", "standard deviation of their price, % of the mean", "wearable_price_deviation_percent"),
    ], await File.ReadAllTextAsync(toolchain.ChartLibrary, cancellation), "The quickstart economy with its traders of two kinds, on the same seeds.");
    Console.WriteLine($"\nPlot: {plot}");
    return results.Failures.Count == 0;
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
