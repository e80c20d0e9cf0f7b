// Question  In April 2016 EVE Online raised its tax on sales from 1.5 to 2.0 % and its broker's fee from 1 to 3 %. In the month after,
//           trade was 14 % less, revenue of the tax 13 % more, revenue of the fee 147 % more; other things happened in that month too. What
//           does the model give?
// Method    The quickstart economy with books (double auctions), a tax on sales that the seller pays and a broker's fee on orders that
//           waited in the book, as in EVE; no other tax on trades. The calendar raises both half-way through forty days; x is the part of
//           the change that is made: 1 is EVE's, 0 none. What is compared is the second half, with the same seeds without the change. Ten
//           seeds; bands are 95 % Student-t intervals. The policy of compute is proportional, which trade hardly depends on, to save time.
// Command   dotnet run simulations/eve-fees.cs [-- --seeds 10 --threads 2 --out DIR --ticks N --smoke]
//           Writes study.db, its tables and plot.html to runs/studies/eve-fees; Ctrl-C and the same command again: it goes on.
// Finding   All of the change (x = 1): trade −22 ± 7 % (EVE −14), revenue of the tax +5 ± 10 % (EVE +13), of the broker's fee +138 ± 23 %
//           (EVE +147); traded units −6.3 ± 1.8 %. Both revenues agree with EVE's month within their bands; trade falls by more than
//           there, just beyond the band: coins by more than units, since prices fall too. Twice the change: trade −41 ± 6 %, tax
//           −0.3 ± 10 %, fee +205 ± 31 %: what a higher rate brings, less trade takes away. Untreated: 139 ± 28 coins traded a tick.

#:project ../src/Economy.Experiments/Economy.Experiments.csproj

using System.Globalization;
using Economy.Core.Scenarios;
using Economy.Experiments;
using Economy.Experiments.Measures;
using Economy.Reporting;
using Economy.World.Interventions;

return await Study.RunAsync("eve-fees", args, async study =>
{
    var ticks = study.Ticks(960);
    var first = ticks / 2 + 1;
    double perTick = 0.01 / (ticks - first + 1);
    SetKey Set(string key, double to) => new() { At = first, Key = key, To = to.ToString("R", CultureInfo.InvariantCulture) };
    Scenario Change(Scenario scenario, string part) => double.Parse(part, CultureInfo.InvariantCulture) is var x and not 0
        ? scenario with { Calendar = [Set("levies.0.rate", 0.015 + 0.005 * x), Set("levies.1.maker", 0.01 + 0.02 * x)] } : scenario;
    MeasureSpec Revenue(string name, string instrument) => new()
    {
        Name = name, Column = "flows.net_inflow", Across = "sum", Over = "sum", From = first, Scale = perTick,
        Where = new Dictionary<string, string> { ["token"] = "currency", ["sector"] = "treasury", ["instrument"] = instrument },
    };
    string[] measures = ["trade_coins_per_tick", "volume_units_per_tick", "tax_coins_per_tick", "broker_coins_per_tick"];
    object[] parts = [0, 0.5, 1, 2];
    var found = study.On("quickstart.yaml", $"ticks={ticks}", "allocation.policy=proportional", "money.transactionTax=0",
            "markets=[{asset: ore, lotSize: 3, mechanism: double-auction}, {asset: wearable, mechanism: double-auction}, "
            + "{asset: land, mechanism: double-auction}]",
            "levies=[{kind: sales-tax, rate: 0.015}, {kind: broker-fee, maker: 0.01}]")
        .Vary("part", parts, Change)
        .Measure(new MeasureSpec { Name = measures[0], Column = "ticks.notional_minor", From = first, Scale = 0.01 })
        .Measure(new MeasureSpec { Name = measures[1], Column = "markets.volume_units", Across = "sum", From = first })
        .Measure(Revenue(measures[2], "transaction-tax"))
        .Measure(Revenue(measures[3], "broker-fee"))
        .Run();

    Estimate Share(object part, string measure) => Estimate.Of(found.Data.Of(found.Data.Find(part), measure)
        .Zip(found.Data.Of(found.Data.Find(parts[0]), measure), (with, without) => 100 * (with / without - 1)));
    Console.WriteLine("\nChange against the same seeds without it, in per cent. "
        + "EVE, the month after: trade −14, revenue of the tax +13, of the fee +147.");
    foreach (var part in parts[1..])
        Console.WriteLine(FormattableString.Invariant($"  {part} of the change: ")
            + string.Join("; ", measures.Select(m => $"{m} {StudyTable.Text(Share(part, m))}")));
    StudyPanel Panel(string measure) => new(measure, "per cent, against the same seeds without the change", "part of EVE's change",
        [.. from part in parts let e = Share(part, measure)
            select new StudyPoint("tax and fee", Convert.ToDouble(part, CultureInfo.InvariantCulture), e.Mean, e.Low, e.High, e.Runs)]);
    return await found.PlotAsync("What would EVE's fees of April 2016 do here?",
        "EVE, in the month after, with other events in it: trade −14 %, revenue of the tax +13 %, of the fee +147 %.",
        [.. measures.Select(Panel)]);
}, seeds: 10);
