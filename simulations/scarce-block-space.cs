// Question  What does scarce block space cost, whom, and does it matter which transactions blocks take first?
// Method    The quickstart economy, whose trades are transactions: 100,000 gas each, four blocks a tick, a base fee by EIP-1559 that is
//           burnt. Room for 64 … 4 trades a tick, of which the base fee aims at half, under three orderings; compared with room for
//           everything at no fee. Twenty seeds, the same for every setting, so that differences are paired; bands are 95 %
//           Student-t intervals. Gains from trade are buyers' limits less sellers' limits over the units traded.
// Command   dotnet run simulations/scarce-block-space.cs [-- --seeds 20 --threads 2 --out DIR --ticks N --smoke]
//           Writes study.db, its tables and plot.html to runs/studies/scarce-block-space; Ctrl-C and the same command again: it goes on.
// Finding   Scarcity works as a price: trades fall to the target (19.0 ± 0.5 a tick; 2.5 ± 0.4 fewer with room for 32, 10.3 ± 0.5 fewer
//           for 16, 16.7 ± 0.5 fewer for 4) and the small ones go first, so that an 88 % cut of trades takes a good deal less of the
//           gains from trade (179 ± 102 coins a tick): 5 ± 1 coins at 32, 23 ± 2 at 16, 53 ± 8 at 4 by arrival. A trade then costs
//           0.26 ± 0.05, 1.9 ± 0.2, 11 ± 3 coins, and the fees, 4.4 ± 0.9, 16 ± 1, 25 ± 7 coins a tick, come on top. Whom blocks take
//           first hardly changes how many trades there are but which: with room for 4, gains of 12 ± 2 coins a tick lapse by fee, of
//           81 ± 16 by arrival and of 80 ± 16 by lot, and 43 ± 5 instead of 53 ± 8 are lost in all. But tips cost gains where there
//           is room for all (64): 4.3 ± 2.4 coins a tick by fee, 0.6 ± 1.2 by arrival. Wealth gets a little more unequal (Gini
//           0.709 ± 0.022, up 0.005 ± 0.002 at 16 by arrival, 0.007 ± 0.003 at 4 by fee).

#:project ../src/Economy.Experiments/Economy.Experiments.csproj

using System.Globalization;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Experiments;
using Economy.Reporting;

return await Study.RunAsync("scarce-block-space", args, async study =>
{
    const int BlocksPerTick = 4;
    const long TradeGas = 100_000;
    const double Endless = 1e6;
    static double Room(string room) => double.Parse(room, CultureInfo.InvariantCulture);
    static Scenario Scarce(Scenario scenario, string room) => scenario with
    {
        Frictions = new FrictionSpec
        {
            GasLimit = (long)(Room(room) / BlocksPerTick * TradeGas), BlocksPerTick = BlocksPerTick, TradeGas = TradeGas,
            BaseFee = Room(room) == Endless ? 0 : 100_000, Tip = 0.01,
        },
    };
    var found = study.On("quickstart.yaml")
        .Vary("room", [Endless, 64, 32, 16, 8, 4], Scarce)
        .Vary("ordering", [.. Enum.GetNames<TransactionOrdering>()], (scenario, ordering) =>
            scenario with { Frictions = scenario.Frictions! with { Ordering = Enum.Parse<TransactionOrdering>(ordering) } })
        .Measure("trades_per_tick", "blocks.trades", across: "sum")
        .Measure("lapsed_per_tick", "blocks.lapsed", across: "sum")
        .Measure("gains_coins_per_tick", "blocks.surplus_minor", across: "sum", scale: 0.01)
        .Measure("gains_lapsed_coins_per_tick", "blocks.surplus_lapsed_minor", across: "sum", scale: 0.01)
        .Measure<BlockRow>("fees_coins_per_tick", rows => rows.Sum(b => b.Burnt + b.Tips) / 100.0 / rows.Max(b => b.Tick))
        .Measure<BlockRow>("fee_of_a_trade_coins", rows => rows.Sum(b => b.Burnt + b.Tips) / 100.0 / Math.Max(1, rows.Sum(b => b.Trades)))
        .Measure("wealth_gini", "ticks.wealth_gini", over: "last")
        .Measure("utility_utils_per_tick", "ticks.utility_utils")
        .Run();
    found.Differences("room", Endless);
    StudyPanel Panel(string title, string unit, string measure) => Finite(found.Panel(title, unit, measure, x: "room", by: "ordering"));
    StudyPanel Change(string title, string unit, string measure) =>
        Finite(found.Panel(title, unit, measure, x: "room", by: "ordering", against: ("room", Endless)));
    static StudyPanel Finite(StudyPanel panel) =>
        panel with { XLabel = "room (trades per tick)", Points = [.. panel.Points.Where(p => p.X < Endless)] };
    return await found.PlotAsync("What does scarce block space cost?",
        "The quickstart economy with room for so many trades a tick, on the same seeds.",
        Change("Trades", "change of trades per tick, same seeds", "trades_per_tick"),
        Change("Gains from trade", "change in coins per tick, same seeds", "gains_coins_per_tick"),
        Panel("Fee of a trade", "coins", "fee_of_a_trade_coins"),
        Panel("Fees", "coins per tick", "fees_coins_per_tick"),
        Panel("Lapsed", "trades per tick", "lapsed_per_tick"),
        Change("Inequality", "change of the Gini of wealth, same seeds", "wealth_gini"));
});
