// Question  In April 2016 EVE Online raised its tax on sales from 1.5 to 2.0 % and its broker's fee from 1 to 3 %. In the month after, trade was
//           14 % less, revenue of the tax 13 % more, revenue of the fee 147 % more; other things happened in that month too. What does the
//           model give?
// Method    The quickstart economy with books (double auctions), a tax on sales that the seller pays and a broker's fee on orders that waited
//           in the book, as in EVE; no other tax on trades. The calendar raises both half-way through forty days; x is the part of the change
//           that is made: 1 is EVE's, 0 none. What is compared is the second half, with the same seeds without the change. Ten seeds; bands
//           are 95 % Student-t intervals. The policy of compute is proportional, which trade hardly depends on, to save time.
// Command   dotnet run simulations/eve-fees.cs [-- --seeds 10 --threads 2 --out DIR --ticks N --smoke]
//           Writes runs.csv and plot.html to runs/studies/eve-fees; Ctrl-C and the same command again: it goes on.
// Finding   On three seeds, all of the change (x = 1): trade −10 ± 10 % (EVE −14), revenue of the tax +22 ± 16 % (EVE +13), of the broker's fee
//           +194 ± 44 % (EVE +147); traded units −4.1 ± 1.6 %. Trade and tax agree with EVE's month within wide bands; the fee's revenue rises
//           by more than in EVE, just beyond the band: here all orders that waited pay, and nobody can trade elsewhere or have a skill that
//           lowers the fee. Twice the change: trade −25 ± 26 %, fee +321 ± 118 %. Untreated: 30.1 ± 3.0 coins traded a tick.

#:project ../src/Economy.Experiments/Economy.Experiments.csproj
#:project ../src/Economy.Scenarios/Economy.Scenarios.csproj
#:project ../src/Economy.Chain/Economy.Chain.csproj
#:project ../src/Economy.Reporting/Economy.Reporting.csproj

using System.Globalization;
using Economy.Chain.Provisioning;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Experiments;
using Economy.Reporting;
using Economy.Scenarios;
using Economy.World.Interventions;

return await Study.RunAsync("eve-fees", args, async (study, cancellation) =>
{
    var read = ScenarioReader.ReadFile(Path.Combine(study.Root, "scenarios", "quickstart.yaml"),
    [
        "ticks=960", "allocation.policy=proportional", "money.transactionTax=0",
        "markets=[{asset: ore, lotSize: 3, mechanism: double-auction}, {asset: wearable, mechanism: double-auction}, {asset: land, mechanism: double-auction}]",
        "levies=[{kind: sales-tax, rate: 0.015}, {kind: broker-fee, maker: 0.01}]",
    ]);
    var eve = study.Adapt(read.Scenario ?? throw new InvalidDataException(string.Join('\n', read.Errors)));
    var first = eve.Ticks / 2 + 1;
    Scenario Changed(double part) => part == 0 ? eve : eve with { Calendar = [Set("levies.0.rate", 0.015 + 0.005 * part), Set("levies.1.maker", 0.01 + 0.02 * part)] };
    SetKey Set(string key, double to) => new() { At = first, Key = key, To = to.ToString("R", CultureInfo.InvariantCulture) };
    double[] parts = [0, 0.5, 1, 2];
    Setting[] settings = [.. parts.Select(part => new Setting("tax and fee", part, Changed(part)))];

    double coins = Math.Pow(10, eve.Money.Decimals);
    int ticks = eve.Ticks - first + 1;
    double Revenue(RunRows run, string instrument) => run.Of<FlowRow>().Where(f => f.Tick >= first && f.Token == "currency" && f.Sector == "treasury" && f.Instrument == instrument).Sum(f => (double)f.NetInflow) / coins / ticks;
    Measure[] measures =
    [
        new("trade_coins_per_tick", run => run.Of<TickRow>().Where(t => t.Tick >= first).Sum(t => (double)t.Notional) / coins / ticks),
        new("volume_units_per_tick", run => run.Of<MarketRow>().Where(m => m.Tick >= first).Sum(m => (double)m.Volume) / ticks),
        new("tax_coins_per_tick", run => Revenue(run, "transaction-tax")),
        new("broker_coins_per_tick", run => Revenue(run, "broker-fee")),
    ];
    var results = study.Run(settings, [typeof(TickRow), typeof(MarketRow), typeof(FlowRow)], measures, scenario => ScenarioHash.Of(scenario).ToString());
    Estimate Share(Setting setting, string measure) => Estimate.Of(results.Differences(setting, settings[0], measure).Zip(
        results.Runs.Where(r => r.X == 0).OrderBy(r => r.Seed), (difference, run) => 100 * difference / run.Values[measures.Index().First(m => m.Item.Name == measure).Index]));
    Console.WriteLine("\nChange against the same seeds without it, in per cent. EVE, the month after: trade −14, revenue of the tax +13, of the fee +147.");
    foreach (var setting in settings.Skip(1))
        Console.WriteLine(FormattableString.Invariant($"  {setting.X} of the change: ") + string.Join("; ", measures.Select(m => $"{m.Name} {StudyTable.Text(Share(setting, m.Name))}")));

    var toolchain = await Toolchain.ProvideAsync(study.Root, ToolchainParts.Packages, Console.WriteLine, cancel: cancellation);
    var plot = Path.Combine(study.Folder, "plot.html");
    StudyPlot.Write(plot, "What would EVE's fees of April 2016 do here?", [.. measures.Select(m => new StudyPanel(m.Name, "per cent, against the same seeds without the change", "part of EVE's change",
        [.. settings.Select(s => (s, e: Share(s, m.Name))).Select(p => new StudyPoint(p.s.Name, p.s.X, p.e.Mean, p.e.Low, p.e.High, p.e.Runs))]))],
        await File.ReadAllTextAsync(toolchain.ChartLibrary, cancellation), "EVE, in the month after, with other events in it: trade −14 %, revenue of the tax +13 %, of the fee +147 %.");
    Console.WriteLine($"\nPlot: {plot}");
    return results.Failures.Count == 0;
}, seeds: 10);
