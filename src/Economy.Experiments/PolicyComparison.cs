using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.Experiments;

/// <summary>Allocation policies side by side on one scenario and common random numbers: what is run and what is measured.</summary>
public static class PolicyComparison
{
    /// <summary>Tables that the measures read.</summary>
    public static IReadOnlyList<Type> Tables { get; } = [typeof(TickRow), typeof(AllocationRow), typeof(FairnessRow)];

    /// <summary>The scenario under a policy, in the books alone.</summary>
    public static Scenario Under(Scenario scenario, string policy) => scenario with
    {
        Chain = "none",
        Allocation = scenario.Allocation with { Policy = policy },
        Output = scenario.Output with { Participants = false, Trades = false },
    };

    /// <summary>What is read off each run.</summary>
    /// <param name="coin">Minor units in a coin.</param>
    public static IReadOnlyList<Measure> Measures(double coin) =>
    [
        new("value_coins_per_tick", run => Fairness(run).Select(t => t.Value).DefaultIfEmpty(double.NaN).Average() / coin),
        new("welfare_coins_per_tick", run => Ticks(run).Average(t => t.Welfare) / coin),
        new("certified_ratio", run => Ticks(run).Sum(t => t.WelfareBound) is > 0 and var bound ? Ticks(run).Sum(t => t.Welfare) / bound
            : double.NaN) { Least = 0, Most = 1 },
        new("utilisation_share", Utilisation),
        new("jain_index", run => Mean(run, t => t.Jain)) { Least = 0, Most = 1 },
        new("envy_share", run => Mean(run, t => t.Envy)),
        new("starved_share", run => Fairness(run).Sum(t => (double)t.Tasks) is > 0 and var tasks
            ? Fairness(run).Sum(t => (double)t.Starved) / tasks : double.NaN),
        new("nash_fraction", run => Mean(run, t => t.NashFraction)) { Least = 0, Most = 1 },
        new("utility_utils_per_participant_tick", run => Ticks(run).Sum(t => t.Participants) is > 0 and var there ? Ticks(run).Sum(t => t.Utility) / there : double.NaN),
        new("velocity_per_tick", run => Ticks(run).Sum(t => t.MeanMoney) is > 0 and var money ? Ticks(run).Sum(t => (double)t.Spending) / money : double.NaN),
        new("price_index_end", run => Ticks(run).Select(t => t.PriceIndex).LastOrDefault(p => !double.IsNaN(p), double.NaN)),
        new("money_supply_coins", run => Ticks(run).Last().MoneySupply / coin),
        new("wealth_gini", run => Ticks(run).Last().WealthGini),
    ];

    /// <summary>What a measure is, for people.</summary>
    public static string Meaning(string measure) => measure switch
    {
        "value_coins_per_tick" => "value of all work served, as bid, coins per tick",
        "welfare_coins_per_tick" => "welfare: value of what ticks newly allocate, as bid, coins per tick",
        "certified_ratio" => "certified ratio: welfare over an upper bound on that of any allocation",
        "utilisation_share" => "utilisation: used share of capacity, mean over resources",
        "jain_index" => "Jain's index of the served fractions of tasks, mean over ticks",
        "envy_share" => "envy: share of tasks that would rather have what another got, mean over ticks",
        "starved_share" => "starvation: share of tasks that get nothing in a tick",
        "nash_fraction" => "Nash welfare: geometric mean of served fractions, mean over ticks",
        "utility_utils_per_participant_tick" => "utility, utils per participant and tick",
        "velocity_per_tick" => "velocity of money: payments for goods and services over money, per tick",
        "price_index_end" => "price index of all that is bought, its last value; first = 1",
        "money_supply_coins" => "money supply at the end, coins",
        "wealth_gini" => "Gini coefficient of wealth at the end",
        _ => measure,
    };

    /// <summary>Used over offered for each resource, over all pools and ticks; then the mean over resources.</summary>
    private static double Utilisation(RunRows run) => run.Of<AllocationRow>().GroupBy(r => r.Resource)
        .Select(g => g.Sum(r => (double)r.Committed + r.Allocated) / g.Sum(r => (double)r.Capacity)).DefaultIfEmpty(double.NaN).Average();

    private static IEnumerable<TickRow> Ticks(RunRows run) => run.Of<TickRow>().Where(t => t.Tick > 0);

    private static IReadOnlyList<FairnessRow> Fairness(RunRows run) => run.Of<FairnessRow>();

    private static double Mean(RunRows run, Func<FairnessRow, double> of) =>
        Fairness(run).Select(of).Where(x => !double.IsNaN(x)).DefaultIfEmpty(double.NaN).Average();
}
