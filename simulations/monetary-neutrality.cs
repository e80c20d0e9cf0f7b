// Question  Is money neutral in the model: does it matter in which unit accounts are kept?
// Method    The quickstart economy as it is, and with every amount of money and every price in it times 10 and times 100: every key
//           whose unit is money, and no other. Ten seeds, the same for each, so that differences are paired; bands are 95 % Student-t
//           intervals. What is real should not move, and what is nominal should move by the factor; amounts are whole minor units, so
//           rounding weighs less the larger they are, and that much may differ.
// Command   dotnet run simulations/monetary-neutrality.cs [-- --seeds 10 --threads 2 --out DIR --ticks N --smoke]
//           Writes runs.csv and plot.html to runs/studies/monetary-neutrality; Ctrl-C and the same command again: it goes on.
// Finding   On five seeds: yes, but for rounding. What is nominal moves by the factor: money ends at 16,597k, a tenth of 165,891k and a hundredth
//           of 1,658,837k minor units. Of what is real, utility (156.1 a tick) changes by −0.05 ± 0.27 at × 10 and −0.14 ± 0.35 at × 100, rest,
//           velocity, completed jobs and the price level stay within their bands too; the Gini of wealth by 0.0030 ± 0.0028 and traded units
//           (21.8 a tick) by 0.15 ± 0.13 at × 10 leave 0 just outside, of seven comparisons without correction: amounts are whole minor units,
//           an upkeep of 4 and prices of a few of them are coarse, and at × 100 all seven lie within their bands.

#:project ../src/Economy.Experiments/Economy.Experiments.csproj
#:project ../src/Economy.Scenarios/Economy.Scenarios.csproj
#:project ../src/Economy.Chain/Economy.Chain.csproj
#:project ../src/Economy.Reporting/Economy.Reporting.csproj

using Economy.Chain.Provisioning;
using Economy.Core.Records;
using Economy.Experiments;
using Economy.Experiments.Effects;
using Economy.Reporting;
using Economy.Scenarios;

return await Study.RunAsync("monetary-neutrality", args, async (study, cancellation) =>
{
    var read = ScenarioReader.ReadFile(Path.Combine(study.Root, "scenarios", "quickstart.yaml"));
    var quickstart = study.Adapt(read.Scenario ?? throw new InvalidDataException(string.Join('\n', read.Errors)));
    double[] factors = [1, 10, 100];
    Setting[] settings = [.. factors.Select(f => new Setting("quickstart", f, Nominal.Scale(quickstart, f)))];

    double PerTick(RunRows run, Func<TickRow, double> of) => run.Of<TickRow>().Where(t => t.Tick > 0).Average(of);
    Measure[] measures =
    [
        new("utility_utils_per_tick", run => PerTick(run, t => t.Utility)),
        new("volume_units_per_tick", run => run.Of<MarketRow>().Sum(m => m.Volume) / (double)quickstart.Ticks),
        new("rest_share", run => PerTick(run, t => t.RestShare)),
        new("velocity_per_tick", run => run.Of<TickRow>().Sum(t => (double)t.Spending) / run.Of<TickRow>().Where(t => t.Tick > 0).Sum(t => t.MeanMoney)),
        new("jobs_completed_per_tick", run => PerTick(run, t => t.JobsCompleted)),
        new("wealth_gini", run => run.Of<TickRow>()[^1].WealthGini),
        new("price_index_end", run => run.Of<TickRow>().Select(t => t.PriceIndex).LastOrDefault(p => !double.IsNaN(p), double.NaN)),
        new("money_supply_minor", run => run.Of<TickRow>()[^1].MoneySupply),
        new("spending_minor_per_tick", run => PerTick(run, t => t.Spending)),
    ];
    var results = study.Run(settings, [typeof(TickRow), typeof(MarketRow)], measures, scenario => ScenarioHash.Of(scenario).ToString());
    Console.WriteLine("\nChange from the economy as it is, run by run:");
    StudyTable.Write(Console.Out, results, baseline: _ => settings[0]);
    Console.WriteLine("\nIn units of the economy as it is: what is nominal over its factor.");
    foreach (var nominal in measures[^2..])
        foreach (var setting in settings)
            Console.WriteLine(FormattableString.Invariant($"  {nominal.Name}, × {setting.X}: {results.Mean(setting, nominal.Name).Mean / setting.X:0}"));

    var toolchain = await Toolchain.ProvideAsync(study.Root, ToolchainParts.Packages, Console.WriteLine, cancel: cancellation);
    var plot = Path.Combine(study.Folder, "plot.html");
    StudyPlot.Write(plot, "Is money neutral?", [.. measures[..^2].Select(m => new StudyPanel(m.Name, "difference to the economy as it is, same seeds", "factor on all amounts and prices",
        [.. settings.Select(s => (s, e: results.Difference(s, settings[0], m.Name))).Select(p => new StudyPoint(p.s.Name, p.s.X, p.e.Mean, p.e.Low, p.e.High, p.e.Runs))]) { LogX = true })],
        await File.ReadAllTextAsync(toolchain.ChartLibrary, cancellation), "Every amount of money and every price of the quickstart economy times 1, 10 and 100, on the same seeds.");
    Console.WriteLine($"\nPlot: {plot}");
    return results.Failures.Count == 0;
}, seeds: 10);
