// Question  Is money neutral in the model: does it matter in which unit accounts are kept?
// Method    The quickstart economy as it is, and with every amount of money and every price in it times 10 and times 100: every key
//           whose unit is money, and no other. Ten seeds, the same for each, so that differences are paired; bands are 95 % Student-t
//           intervals. What is real should not move, and what is nominal should move by the factor; amounts are whole minor units, so
//           rounding weighs less the larger they are, and that much may differ.
// Command   dotnet run simulations/monetary-neutrality.cs [-- --seeds 10 --threads 2 --out DIR --ticks N --smoke]
//           Writes study.db, its tables and plot.html to runs/studies/monetary-neutrality; Ctrl-C and the same command again: it goes on.
// Finding   Yes, but for rounding. What is nominal moves by the factor: money ends at 15,521k minor units, at a tenth of 155,160k and at a
//           hundredth of 1,551,609k. Of what is real, velocity (0.00171 a tick), completed jobs (9.9 a tick) and the price level at the end
//           stay within their bands. Just outside lie traded units, 22.3 a tick, of which 0.33 ± 0.17 fewer at × 10 and 0.40 ± 0.15 fewer at
//           × 100; rest, 0.1291, by 0.0003 ± 0.0001 at both; utility, 167.0 a tick, by −0.10 ± 0.07 and −0.09 ± 0.05; and the Gini of
//           wealth, 0.718, by 0.0014 ± 0.0004 and 0.0015 ± 0.0005. It is the coarse amounts of the economy as it is, an upkeep of 4 minor
//           units, that probably make these: × 10 and × 100 agree with one another.

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
