using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Experiments;
using Economy.Experiments.Branches;
using Economy.Experiments.Effects;
using Economy.Scenarios;
using Economy.World.Interventions;

namespace Economy.Tests.Experiments.Effects;

/// <summary>The same economy in another unit of account.</summary>
public sealed class NominalTests
{
    private static readonly Scenario Small = World.Worlds.Small() with { Allocation = new AllocationSpec { Policy = "proportional" } };

    [Fact]
    public void Every_amount_and_price_is_ten_times_what_it_was_and_nothing_else_changes()
    {
        var ten = Nominal.Scale(Small, 10);
        Assert.Equal(10 * Small.Population.Types[0].Wealth.Mean, ten.Population.Types[0].Wealth.Mean);
        Assert.Equal(10 * Small.Population.Types[0].MoneyReference, ten.Population.Types[0].MoneyReference);
        Assert.Equal(10 * Small.Population.Types[0].Upkeep, ten.Population.Types[0].Upkeep);
        Assert.Equal(10 * Small.Subsystems[0].Reward, ten.Subsystems[0].Reward);
        Assert.Equal(10 * Small.Pools[0].Price.Cpu, ten.Pools[0].Price.Cpu);
        Assert.Equal(10 * Small.Assets[0].InitialPrice, ten.Assets[0].InitialPrice);
        Assert.Equal(10 * Small.Issues![0].Price, ten.Issues![0].Price);
        Assert.Equal(Small.Money.TransactionTax, ten.Money.TransactionTax);
        Assert.Equal(ScenarioWriter.Print(Small), ScenarioWriter.Print(Nominal.Scale(ten, 0.1)));
        Assert.Throws<ArgumentException>(() => Nominal.Scale(Small with { Calendar = [new MoneyDrop { Amount = 1 }] }, 10));
    }

    /// <summary>Shares of attention and utility differ by rounding to whole minor units alone: within one per cent over the run, stated before.</summary>
    [Fact]
    public void What_is_real_stays_but_for_rounding()
    {
        var (one, ten) = (Ticks(Small), Ticks(Nominal.Scale(Small, 10)));
        Assert.Equal(one.Select(t => t.Participants), ten.Select(t => t.Participants));
        Assert.Equal(1, ten.Sum(t => t.Utility) / one.Sum(t => t.Utility), 0.01);
        Assert.Equal(1, ten.Sum(t => t.MeanMoney) / one.Sum(t => t.MeanMoney) / 10, 0.01);
    }

    private static List<TickRow> Ticks(Scenario scenario)
    {
        var rows = new RunRows([typeof(TickRow)]);
        Trunk.At(scenario, ScenarioWorlds.Build, scenario.Ticks, rows);
        return [.. rows.Of<TickRow>().Where(t => t.Tick > 0)];
    }
}
