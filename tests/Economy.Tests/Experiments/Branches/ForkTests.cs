using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Experiments;
using Economy.Experiments.Branches;
using Economy.Experiments.Series;
using Economy.World.Interventions;

namespace Economy.Tests.Experiments.Branches;

/// <summary>Forks of the small world, on real runs.</summary>
public sealed class ForkTests
{
    private static readonly Arm Taxed = Arm.Setting("taxed", "money.transactionTax=0.3");
    private static readonly Arm Given = new("given", [new MoneyDrop { Amount = 900 }]);

    private static readonly Arm Awaited = new("awaited", [new SetKey { When = "participants > 100", Key = "money.transactionTax", To = "0.4" }]);

    [Theory]
    [InlineData(6)]
    [InlineData(12)]
    public void A_branch_is_the_run_of_its_scenario_tick_for_tick(int at)
    {
        var trunk = Trunk.At(Small, ScenarioWorlds.Build, at, new RunRows([]));
        var fork = new Fork { Trunk = trunk, Arms = [Arm.Same, Taxed, Given, Awaited], Seeds = [1, 2], Ticks = 16, Threads = 2 };
        foreach (var (arm, ensemble) in fork.Arms.Zip(fork.Run()))
            foreach (var branch in ensemble.Runs)
            {
                var whole = ObservedRun.Of(ScenarioWorlds.Build(fork.ScenarioOf(arm, branch.Seed)), branch.Seed, fork.Tables).Series;
                Assert.All(branch.Series.Keys, key => Assert.Equal(whole.Find(key)![(at + 1)..], branch.Series.Find(key)![(at + 1)..]));
                Assert.Equal(whole.Keys.Count(k => k.Table == "markets"), branch.Series.Keys.Count(k => k.Table == "markets"));
            }
    }

    [Fact]
    public void An_arm_that_changes_nothing_is_the_base_to_the_byte_and_another_is_not()
    {
        var trunk = Trunk.At(Small, ScenarioWorlds.Build, 6, new RunRows([]));
        var fork = new Fork { Trunk = trunk, Arms = [Arm.Same, Arm.Setting("same", "money.transactionTax=0.03"), Taxed], Seeds = [1, 5], Ticks = 12 };
        var (ensembles, digests) = (fork.Run(), new Func<Ensemble, IEnumerable<string>>(e => e.Runs.Select(r => r.Digest)));
        Assert.Equal(digests(ensembles[0]), digests(ensembles[1]));
        Assert.All(digests(ensembles[0]).Zip(digests(ensembles[2])), d => Assert.NotEqual(d.First, d.Second));
        Assert.NotEqual(ensembles[0].Runs[0].Digest, ensembles[0].Runs[1].Digest);
    }

    [Fact]
    public void What_cannot_change_in_mid_run_says_so()
    {
        Assert.Contains("cannot change while a run goes on", Arm.Setting("x", "population.types.player.count=3").Misfit(Small), StringComparison.Ordinal);
        Assert.Contains("There is no key", Arm.Setting("x", "money.moons=3").Misfit(Small), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Arm.Setting("x", "moneyless"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Trunk.At(Small, ScenarioWorlds.Build, 13, new RunRows([])));
    }

    [Fact]
    public void Bands_are_those_of_the_runs_and_tables_have_a_row_for_each()
    {
        var fork = new Fork { Trunk = Trunk.At(Small, ScenarioWorlds.Build, 6, new RunRows([])), Arms = [Arm.Same], Seeds = [1, 2, 3], Ticks = 12, Tables = [typeof(TickRow)] };
        var ensemble = Assert.Single(fork.Run());
        var key = new SeriesKey("ticks", "", "utility_utils");
        Assert.Equal(Estimate.Of(ensemble.Runs.Select(r => r.Series.Find(key)![9])), ensemble.Band(key)[9]);
        Assert.Equal(0, ensemble.Band(key)[6].Runs);
        using StringWriter table = new(), settled = new();
        EnsembleTable.Write(table, [ensemble]);
        EnsembleTable.WriteStationarity(settled, [ensemble]);
        Assert.Equal(1 + ensemble.Keys.Sum(k => ensemble.Band(k).Count(e => e.Runs > 0)), table.ToString().TrimEnd().Split('\n').Length);
        Assert.Equal(1 + ensemble.Keys.Count, settled.ToString().TrimEnd().Split('\n').Length);
    }

    private static Scenario Small => World.Worlds.Small() with { Allocation = new AllocationSpec { Policy = "proportional" } };
}
