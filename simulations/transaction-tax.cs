// Question  What does a tax on trades do to trading, to revenue and to inequality?
// Method    The quickstart economy, with its tax on trades (paid by the buyer on top of the price, half of it burnt, half paid out
//           in equal parts through the treasury) set to 0 … 80 %. Thirty seeds, the same for every rate, so that differences to
//           the untaxed economy are paired; bands are 95 % Student-t intervals.
// Command   dotnet run simulations/transaction-tax.cs [-- --seeds 30 --threads 2 --out DIR --ticks N --smoke]
//           Writes study.db, its tables and plot.html to runs/studies/transaction-tax; Ctrl-C and the same command again: it goes on.
// Finding   The tax works like one: bids fall by the tax, so fewer units trade (23.2 ± 0.5 a tick untaxed; 0.89 ± 0.09 fewer at 2.5 %,
//           2.4 ± 0.1 at 10 %, 8.6 ± 0.2 at 80 %) and turnover falls from 182 ± 11 coins a tick by 20 ± 5, 59 ± 8 and 133 ± 11. Land,
//           the dear asset, suffers most: 1.06 ± 0.10 units a tick, 0.75 ± 0.10 fewer at 80 %. Revenue rises all the way but ever more
//           slowly: 4.0 ± 0.2 coins a tick at 2.5 %, 12.2 ± 0.7 at 10 %, 28 ± 2 at 40 %, 39 ± 3 at 80 %. Inequality falls, but hardly: Gini
//           of wealth 0.703 ± 0.016, less 0.0016 ± 0.0008 at 10 % and 0.0058 ± 0.0014 at 80 %. Utility, 158 a tick, rises by 0.13 ± 0.09
//           at 80 %.

#:project ../src/Economy.Experiments/Economy.Experiments.csproj

using Economy.Experiments;

return await Study.RunAsync("transaction-tax", args, async study =>
{
    var found = study.On("quickstart.yaml")
        .Vary("money.transactionTax", [0, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8], name: "tax")
        .Measure("volume_units_per_tick", "markets.volume_units", across: "sum")
        .Measure("land_units_per_tick", "markets.volume_units", where: "asset=land")
        .Measure("notional_coins_per_tick", "markets.notional_minor", across: "sum", scale: 0.01)
        .Measure("revenue_coins_per_tick", "markets.tax_minor", across: "sum", scale: 0.01)
        .Measure("money_supply_coins", "ticks.money_supply_minor", over: "last", scale: 0.01)
        .Measure("wealth_gini", "ticks.wealth_gini", over: "last")
        .Measure("utility_utils_per_tick", "ticks.utility_utils")
        .Run();
    found.Differences("tax", 0);
    return await found.PlotAsync("What does a tax on trades do?", "The quickstart economy at eight rates of tax, on the same seeds.",
        found.Panel("Trading volume", "units per tick", "volume_units_per_tick", x: "tax"),
        found.Panel("Turnover", "coins per tick", "notional_coins_per_tick", x: "tax"),
        found.Panel("Revenue, half of it burnt", "coins per tick", "revenue_coins_per_tick", x: "tax"),
        found.Panel("Inequality against no tax", "change of the Gini of wealth, same seeds", "wealth_gini", x: "tax", against: ("tax", 0)));
});
