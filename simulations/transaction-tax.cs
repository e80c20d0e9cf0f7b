// Question  What does a tax on trades do to trading, to revenue and to inequality?
// Method    The quickstart economy, with its tax on trades (paid by the buyer on top of the price, half of it burnt, half paid out
//           in equal parts through the treasury) set to 0 … 80 %. Thirty seeds, the same for every rate, so that differences to
//           the untaxed economy are paired; bands are 95 % Student-t intervals.
// Command   dotnet run simulations/transaction-tax.cs [-- --seeds 30 --threads 2 --out DIR --ticks N --smoke]
//           Writes runs.csv and plot.html to runs/studies/transaction-tax; Ctrl-C and the same command again: it goes on.
// Finding   The tax works like one: bids fall by the tax, so fewer units trade (23.2 ± 0.5 a tick untaxed; 0.89 ± 0.09 fewer at 2.5 %,
//           2.4 ± 0.1 at 10 %, 8.6 ± 0.2 at 80 %) and turnover falls from 182 ± 11 coins a tick by 20 ± 5, 59 ± 8 and 133 ± 11. Land,
//           the dear asset, suffers most: 1.06 ± 0.10 units a tick, 0.75 ± 0.10 fewer at 80 %. Revenue rises all the way but ever more
//           slowly: 4.0 ± 0.2 coins a tick at 2.5 %, 12.2 ± 0.7 at 10 %, 28 ± 2 at 40 %, 39 ± 3 at 80 %. Inequality falls, but hardly: Gini
//           of wealth 0.703 ± 0.016, less 0.0016 ± 0.0008 at 10 % and 0.0058 ± 0.0014 at 80 %. Utility, 158 a tick, rises by 0.13 ± 0.09
//           at 80 %.

#:project ../src/Economy.Experiments/Economy.Experiments.csproj
#:project ../src/Economy.Scenarios/Economy.Scenarios.csproj
#:project ../src/Economy.Chain/Economy.Chain.csproj
#:project ../src/Economy.Reporting/Economy.Reporting.csproj

using Economy.Chain.Provisioning;
using Economy.Core.Records;
using Economy.Experiments;
using Economy.Reporting;
using Economy.Scenarios;

return await Study.RunAsync("transaction-tax", args, async (study, cancellation) =>
{
    var read = ScenarioReader.ReadFile(Path.Combine(study.Root, "scenarios", "quickstart.yaml"));
    var quickstart = study.Adapt(read.Scenario ?? throw new InvalidDataException(string.Join('\n', read.Errors)));

    double[] percent = [0, 1, 2.5, 5, 10, 20, 40, 80];
    Setting[] settings = [.. percent.Select(p => new Setting("tax on trades", p, quickstart with { Money = quickstart.Money with { TransactionTax = p / 100 } }))];

    double coins = Math.Pow(10, quickstart.Money.Decimals);
    Measure[] measures =
    [
        new("volume_units_per_tick", run => run.Of<MarketRow>().Sum(m => m.Volume) / (double)quickstart.Ticks),
        new("land_units_per_tick", run => run.Of<MarketRow>().Where(m => m.Asset == "land").Sum(m => m.Volume) / (double)quickstart.Ticks),
        new("notional_coins_per_tick", run => run.Of<MarketRow>().Sum(m => m.Notional) / coins / quickstart.Ticks),
        new("revenue_coins_per_tick", run => run.Of<MarketRow>().Sum(m => m.Tax) / coins / quickstart.Ticks),
        new("money_supply_coins", run => run.Of<TickRow>()[^1].MoneySupply / coins),
        new("wealth_gini", run => run.Of<TickRow>()[^1].WealthGini),
        new("utility_utils_per_tick", run => run.Of<TickRow>().Sum(t => t.Utility) / quickstart.Ticks),
    ];
    var results = study.Run(settings, [typeof(TickRow), typeof(MarketRow)], measures, scenario => ScenarioHash.Of(scenario).ToString());

    Console.WriteLine("\nChange from the untaxed economy, run by run:");
    StudyTable.Write(Console.Out, results, baseline: _ => settings[0]);

    StudyPanel Panel(string title, string unit, Func<Setting, Estimate> of) => new(title, unit, "transaction tax (%)",
        [.. settings.Select(s => (s, e: of(s))).Select(p => new StudyPoint(p.s.Name, p.s.X, p.e.Mean, p.e.Low, p.e.High, p.e.Runs))]);
    var toolchain = await Toolchain.ProvideAsync(study.Root, ToolchainParts.Packages, Console.WriteLine, cancel: cancellation);
    var plot = Path.Combine(study.Folder, "plot.html");
    StudyPlot.Write(plot, "What does a tax on trades do?",
    [
        Panel("Trading volume", "units per tick", s => results.Mean(s, "volume_units_per_tick")),
        Panel("Turnover", "coins per tick", s => results.Mean(s, "notional_coins_per_tick")),
        Panel("Revenue, half of it burnt", "coins per tick", s => results.Mean(s, "revenue_coins_per_tick")),
        Panel("Inequality against no tax", "change of the Gini of wealth, same seeds", s => results.Difference(s, settings[0], "wealth_gini")),
    ], await File.ReadAllTextAsync(toolchain.ChartLibrary, cancellation), "The quickstart economy at eight rates of tax, on the same seeds.");
    Console.WriteLine($"\nPlot: {plot}");
    return results.Failures.Count == 0;
});
