using Economy.Actors;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Scenarios;
using Economy.Tests.Support;
using Economy.World;
using Economy.World.Randomness;
using Economy.World.Tick.Allocate;

namespace Economy.Tests.World.Decide;

/// <summary>
/// Supply and derived demand, on the shipped chain of mine, forge and tools, against the competitive equilibrium that is worked out here
/// from the same numbers. All tolerances were stated before the first run.
/// </summary>
public sealed class ProductionLaws
{
    private const int Warm = 200;   // ticks that are left to find the equilibrium
    private static readonly Lazy<Chain> AsShipped = new(() => Run());

    /// <summary>Within 15 % for prices and 10 % for hours.</summary>
    [Fact]
    public void A_two_stage_chain_settles_near_its_competitive_equilibrium()
    {
        var (ran, solved) = (AsShipped.Value, Equilibrium.Of(miners: 60, fee: 0));
        Assert.InRange(ran.Ore / solved.Ore, 0.85, 1.15);
        Assert.InRange(ran.Tool / solved.Tool, 0.85, 1.15);
        Assert.InRange(ran.MineHours / solved.MineHours, 0.9, 1.1);
        Assert.InRange(ran.ForgeHours / solved.ForgeHours, 0.9, 1.1);
    }

    /// <summary>
    /// Value of an hour in the forge, by the share s of their time that smiths spend there: (θ·ln(s/(1 − s)) − preference) over the
    /// marginal utility of money (Matějka and McKay 2015, theorem 1). Within 10 % of the price of the output.
    /// </summary>
    [Fact]
    public void The_price_of_the_output_is_that_of_its_inputs_and_of_the_hours()
    {
        var ran = AsShipped.Value;
        var share = ran.ForgeHours / 60;
        var hour = (0.1 * Math.Log(share / (1 - share)) - 0.02) / 0.001;
        Assert.InRange((2 * ran.Ore + hour) / ran.Tool, 0.9, 1.1);
    }

    /// <summary>A fee of 40 for an hour that makes two is an excise of 20 for a unit of ore, of which a tool takes two.</summary>
    [Fact]
    public void A_tax_on_the_input_is_passed_on_in_part()
    {
        var (before, after) = (AsShipped.Value, Run("subsystems.mine.fee=40"));
        Assert.InRange((after.Ore - before.Ore) / 20, 0.01, 0.99);
        Assert.InRange((after.Tool - before.Tool) / 40, 0.01, 0.99);
        Assert.True(after.MineHours < before.MineHours);
    }

    [Fact]
    public void A_fall_of_the_inputs_supply_raises_the_price_of_the_output()
    {
        var (before, after) = (AsShipped.Value, Run("population.types.miner.count=40"));
        Assert.True(after.Ore > before.Ore && after.Tool > before.Tool, $"ore {before.Ore} → {after.Ore}, tool {before.Tool} → {after.Tool}");
        Assert.True(after.ForgeHours < before.ForgeHours);
    }

    [Fact]
    public void An_input_that_nobody_wants_for_itself_is_bid_for()
    {
        var ore = AsShipped.Value.Rows.Rows<MarketRow>().Where(m => m.Asset == "ore").ToList();
        Assert.InRange(ore.Count(m => m.BidUnits > 0), ore.Count * 9 / 10, ore.Count);
        var without = Run("population.types.smith.expectationSpeed=").Rows.Rows<MarketRow>();
        Assert.All(without.Where(m => m.Asset == "ore"), m => Assert.Equal(0, m.BidUnits));
    }

    /// <summary>By 2 % of its hours at least, which no seed moves them by.</summary>
    [Fact]
    public void Ore_at_ten_times_the_value_draws_hours_to_the_place_that_makes_it()
    {
        double Hours(params string[] changes) => Rows("quickstart", changes).Rows<SubsystemRow>().Where(r => r.Subsystem == "arena" && r.Tick > 24).Average(r => r.AttentionHours);
        var (before, after) = (Hours(), Hours("assets.ore.value=0.8"));
        Assert.True(after > 1.02 * before, $"{before} → {after} hours a tick");
    }

    private static Chain Run(params string[] changes)
    {
        var rows = Rows("production-chain", changes);
        double Price(string asset) => rows.Rows<MarketRow>().Where(m => m.Asset == asset && m.Tick > Warm).Aggregate((0.0, 0.0), (s, m) => (s.Item1 + m.Notional, s.Item2 + m.Volume), s => s.Item1 / s.Item2);
        double Hours(string place) => rows.Rows<SubsystemRow>().Where(m => m.Subsystem == place && m.Tick > Warm).Average(m => m.AttentionHours);
        return new(Price("ore"), Price("tool"), Hours("mine"), Hours("forge"), rows);
    }

    private static MemorySink Rows(string name, string[] changes)
    {
        var unset = changes.Where(c => c.EndsWith('=')).Select(c => c[..^1]).ToList();
        var read = ScenarioReader.ReadFile(Path.Combine(Repository.Root, "scenarios", $"{name}.yaml"), ["chain=none", .. changes.Where(c => !c.EndsWith('='))]);
        Assert.Empty(read.Errors);
        var scenario = read.Scenario!;
        if (unset.Count > 0) scenario = scenario with { Population = scenario.Population with { Types = [.. scenario.Population.Types.Select(t => t.Name == "smith" ? t with { ExpectationSpeed = null } : t)] } };
        var (world, rows) = (WorldBuilder.Build(scenario).World!, new MemorySink());
        using var stage = ActorRuns.Stage(world, threads: 2);
        new Simulator(world, stage, Policies.Of(scenario.Allocation), rows, null).Run();
        return rows;
    }

    private sealed record Chain(double Ore, double Tool, double MineHours, double ForgeHours, MemorySink Rows);

    /// <summary>
    /// All ore is used, tools made are tools worn out, and at the prices everyone does what is best. One unknown, the price of ore, found by
    /// bisection: miners' hours follow from it; the smiths' from the ore; the price of tools from what makes smiths work so much; and the
    /// tools wanted at that price, the unit in between counted half, from 220 holders for whom the n-th is worth V·x/(1 + (n − 1)/satiation),
    /// x lognormal with median 1.
    /// </summary>
    private sealed record Equilibrium(double Ore, double Tool, double MineHours, double ForgeHours)
    {
        public static Equilibrium Of(int miners, double fee)
        {
            var (low, high) = (1.0, 500.0);
            for (var i = 0; i < 60; i++)
            {
                var ore = (low + high) / 2;
                var at = At(miners, fee, ore);
                if (at.Wanted > at.Result.ForgeHours) low = ore;
                else high = ore;
            }

            return At(miners, fee, low).Result;
        }

        private static (Equilibrium Result, double Wanted) At(int miners, double fee, double ore)
        {
            var mine = miners / (1 + Math.Exp(-(0.02 + 0.001 * (2 * ore - fee)) / 0.1));
            var share = Math.Min(mine, 59.999) / 60;
            var tool = 2 * ore + (0.1 * Math.Log(share / (1 - share)) - 0.02) / 0.001;
            var last = 0.95 * 0.95;
            var first = 0.06 * last / (1 - last) / 0.001;
            var holding = Enumerable.Range(0, 500).Average(q => Math.Max(0, 4 * (first * Math.Exp(0.3 * NormalQuantile.At((q + 0.5) / 500)) / tool - 1) + 0.5));
            return (new(ore, tool, mine, share * 60), 0.05 * 220 * holding);
        }
    }
}
