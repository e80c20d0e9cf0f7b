// Question  Is money neutral in the model: does it matter in which unit accounts are kept?
// Method    The quickstart economy as it is, and with every amount of money and every price in it times 10 and times 100: every key
//           whose unit is money, and no other. Ten seeds, the same for each, so that differences are paired; bands are 95 % Student-t
//           intervals. What is real should not move, and what is nominal should move by the factor; amounts are whole minor units, so
//           rounding weighs less the larger they are, and that much may differ.
// Command   dotnet run simulations/monetary-neutrality.cs [-- --seeds 10 --threads 2 --out DIR --ticks N --smoke]
//           Writes study.db, its tables and plot.html to runs/studies/monetary-neutrality; Ctrl-C and the same command again: it goes on.
// Finding   On five seeds: yes, but for rounding. What is nominal moves by the factor: money ends at 16,597k, a tenth of 165,891k and a
//           hundredth of 1,658,837k minor units. Of what is real, utility (156.1 a tick) changes by −0.05 ± 0.27 at × 10 and −0.14 ± 0.35
//           at × 100, rest, velocity, completed jobs and the price level stay within their bands too; the Gini of wealth by 0.0030 ± 0.0028
//           and traded units (21.8 a tick) by 0.15 ± 0.13 at × 10 leave 0 just outside, of seven comparisons without correction: amounts
//           are whole minor units, an upkeep of 4 and prices of a few of them are coarse, and at × 100 all seven lie within their bands.

#:project ../src/Economy.Experiments/Economy.Experiments.csproj

using System.Globalization;
using Economy.Experiments;
using Economy.Experiments.Effects;

return await Study.RunAsync("monetary-neutrality", args, async study =>
{
    object[] factors = [1, 10, 100];
    string[] real = ["utility_utils_per_tick", "volume_units_per_tick", "rest_share", "velocity_per_tick", "jobs_completed_per_tick",
        "wealth_gini", "price_index_end"];
    string[] nominal = ["money_supply_minor", "spending_minor_per_tick"];
    var found = study.On("quickstart.yaml")
        .Vary("factor", factors, (scenario, factor) => Nominal.Scale(scenario, double.Parse(factor, CultureInfo.InvariantCulture)))
        .Measure(real[0], "ticks.utility_utils")
        .Measure(real[1], "markets.volume_units", across: "sum")
        .Measure(real[2], "ticks.rest_share")
        .Measure(real[3], "ticks.spending_minor", per: "money_mean_minor", over: "sum")
        .Measure(real[4], "ticks.jobs_completed")
        .Measure(real[5], "ticks.wealth_gini", over: "last")
        .Measure(real[6], "ticks.price_index", over: "last")
        .Measure(nominal[0], "ticks.money_supply_minor", over: "last")
        .Measure(nominal[1], "ticks.spending_minor")
        .Run();
    found.Differences("factor", factors[0]);
    Console.WriteLine("\nIn units of the economy as it is: what is nominal over its factor.");
    foreach (var measure in nominal)
        foreach (var factor in factors)
            Console.WriteLine(FormattableString.Invariant($"  {measure}, × {factor}: {found.Mean(measure, factor).Mean / (int)factor:0}"));
    return await found.PlotAsync("Is money neutral?",
        "Every amount of money and every price of the quickstart economy times 1, 10 and 100, on the same seeds.",
        [.. real.Select(m => found.Panel(m, "difference to the economy as it is, same seeds", m, x: "factor",
            against: ("factor", factors[0])) with { LogX = true })]);
}, seeds: 10);
