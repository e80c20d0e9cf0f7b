// Question  What does scarce block space cost, whom, and does it matter which transactions blocks take first?
// Method    The quickstart economy, whose trades are transactions: 100,000 gas each, four blocks a tick, a base fee by EIP-1559 that is
//           burnt. Room for 64 … 4 trades a tick, of which the base fee aims at half, under three orderings; compared with room for
//           everything at no fee. Twenty seeds, the same for every setting, so that differences are paired; bands are 95 %
//           Student-t intervals. Gains from trade are buyers' limits less sellers' limits over the units traded.
// Command   dotnet run simulations/scarce-block-space.cs [-- --seeds 20 --threads 2 --out DIR --ticks N --smoke]
//           Writes runs.csv and plot.html to runs/studies/scarce-block-space; Ctrl-C and the same command again: it goes on.
// Finding   Scarcity works as a price: trades fall to the target (19.0 ± 0.5 a tick; 2.5 ± 0.4 fewer with room for 32, 10.3 ± 0.5 fewer
//           for 16, 16.7 ± 0.5 fewer for 4) and the small ones go first, so that an 88 % cut of trades takes a good deal less of the
//           gains from trade (179 ± 102 coins a tick): 5 ± 1 coins at 32, 23 ± 2 at 16, 53 ± 8 at 4 by arrival. A trade then costs
//           0.26 ± 0.05, 1.9 ± 0.2, 11 ± 3 coins, and the fees, 4.4 ± 0.9, 16 ± 1, 25 ± 7 coins a tick, come on top. Whom blocks take
//           first hardly changes how many trades there are but which: with room for 4, gains of 12 ± 2 coins a tick lapse by fee, of
//           81 ± 16 by arrival and of 80 ± 16 by lot, and 43 ± 5 instead of 53 ± 8 are lost in all. But tips cost gains where there
//           is room for all (64): 4.3 ± 2.4 coins a tick by fee, 0.6 ± 1.2 by arrival. Wealth gets a little more unequal (Gini
//           0.709 ± 0.022, up 0.005 ± 0.002 at 16 by arrival, 0.007 ± 0.003 at 4 by fee).

#:project ../src/Economy.Experiments/Economy.Experiments.csproj
#:project ../src/Economy.Scenarios/Economy.Scenarios.csproj
#:project ../src/Economy.Chain/Economy.Chain.csproj
#:project ../src/Economy.Reporting/Economy.Reporting.csproj

using Economy.Chain.Provisioning;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Experiments;
using Economy.Reporting;
using Economy.Scenarios;

return await Study.RunAsync("scarce-block-space", args, async (study, cancellation) =>
{
    const int BlocksPerTick = 4;
    const long TradeGas = 100_000;
    var read = ScenarioReader.ReadFile(Path.Combine(study.Root, "scenarios", "quickstart.yaml"));
    var quickstart = study.Adapt(read.Scenario ?? throw new InvalidDataException(string.Join('\n', read.Errors)));

    FrictionSpec Room(double trades, TransactionOrdering ordering) => new()
    {
        GasLimit = (long)(trades / BlocksPerTick * TradeGas), BlocksPerTick = BlocksPerTick, TradeGas = TradeGas, BaseFee = 100_000, Ordering = ordering, Tip = 0.01,
    };
    var endless = new Setting("no scarcity", 0, quickstart with { Frictions = Room(1e6, TransactionOrdering.Arrival) with { BaseFee = 0 } });
    double[] rooms = [64, 32, 16, 8, 4];
    Setting[] scarce = [.. from ordering in Enum.GetValues<TransactionOrdering>()
                           from room in rooms
                           select new Setting($"by {ordering.ToString().ToLowerInvariant()}", room, quickstart with { Frictions = Room(room, ordering) })];

    double coins = Math.Pow(10, quickstart.Money.Decimals);
    double PerTick(RunRows run, Func<BlockRow, long> of) => run.Of<BlockRow>().Sum(of) / (double)quickstart.Ticks;
    Measure[] measures =
    [
        new("trades_per_tick", run => PerTick(run, b => b.Trades)),
        new("lapsed_per_tick", run => PerTick(run, b => b.Lapsed)),
        new("gains_coins_per_tick", run => PerTick(run, b => b.Surplus) / coins),
        new("gains_lapsed_coins_per_tick", run => PerTick(run, b => b.SurplusLapsed) / coins),
        new("fees_coins_per_tick", run => PerTick(run, b => b.Burnt + b.Tips) / coins),
        new("fee_of_a_trade_coins", run => run.Of<BlockRow>().Sum(b => b.Burnt + b.Tips) / coins / Math.Max(1, run.Of<BlockRow>().Sum(b => b.Trades))),
        new("wealth_gini", run => run.Of<TickRow>()[^1].WealthGini),
        new("utility_utils_per_tick", run => run.Of<TickRow>().Sum(t => t.Utility) / quickstart.Ticks),
    ];
    var results = study.Run([endless, .. scarce], [typeof(TickRow), typeof(BlockRow)], measures, scenario => ScenarioHash.Of(scenario).ToString());

    Console.WriteLine("\nChange from no scarcity, run by run:");
    StudyTable.Write(Console.Out, results, baseline: _ => endless);

    StudyPanel Panel(string title, string unit, Func<Setting, Estimate> of) => new(title, unit, "room (trades per tick)",
        [.. scarce.Select(s => (s, e: of(s))).Select(p => new StudyPoint(p.s.Name, p.s.X, p.e.Mean, p.e.Low, p.e.High, p.e.Runs))]);
    var toolchain = await Toolchain.ProvideAsync(study.Root, ToolchainParts.Packages, Console.WriteLine, cancel: cancellation);
    var plot = Path.Combine(study.Folder, "plot.html");
    StudyPlot.Write(plot, "What does scarce block space cost?",
    [
        Panel("Trades", "change of trades per tick, same seeds", s => results.Difference(s, endless, "trades_per_tick")),
        Panel("Gains from trade", "change in coins per tick, same seeds", s => results.Difference(s, endless, "gains_coins_per_tick")),
        Panel("Fee of a trade", "coins", s => results.Mean(s, "fee_of_a_trade_coins")),
        Panel("Fees", "coins per tick", s => results.Mean(s, "fees_coins_per_tick")),
        Panel("Lapsed", "trades per tick", s => results.Mean(s, "lapsed_per_tick")),
        Panel("Inequality", "change of the Gini of wealth, same seeds", s => results.Difference(s, endless, "wealth_gini")),
    ], await File.ReadAllTextAsync(toolchain.ChartLibrary, cancellation), "The quickstart economy with room for so many trades a tick, on the same seeds.");
    Console.WriteLine($"\nPlot: {plot}");
    return results.Failures.Count == 0;
});
