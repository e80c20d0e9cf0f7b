using Economy.Cli.Running;
using Economy.Core.Scenarios;
using Economy.Scenarios;
using Economy.World;
using Economy.World.Boards;
using Economy.World.Interventions;

namespace Economy.Tests.Cli;

/// <summary>The controls by hand, without a page or a run.</summary>
public sealed class HandControlsTests
{
    private const string Tax = "money.transactionTax";
    private static readonly Scenario Small = ScenarioReader.ReadFile(EconomyProcess.Small).Scenario!;
    private static readonly Rules First = Rules.Of(new WorldModel(Small));

    [Fact]
    public void Every_changeable_key_has_its_value_its_range_and_can_be_set_to_what_it_is()
    {
        var keys = ChangeableKeys.All(Small);
        Assert.Contains(keys, k => k.Path == "subsystems.arena.fee");
        Assert.Contains(keys, k => k.Path == "pools.T4.capacity.gpu");
        Assert.Contains(keys, k => k.Path == "population.types.player.upkeep");
        Assert.DoesNotContain(keys, k => k.Path is "seed" or "ticks" or "subsystems.arena.name");
        Assert.Equal(keys.Count, keys.DistinctBy(k => k.Path).Count());
        foreach (var key in keys.Where(k => ChangeableKeys.Get(Small, k.Path).Length > 0))
            Assert.Equal(ScenarioWriter.Print(Small), ScenarioWriter.Print(ChangeableKeys.Set(Small, key.Path, ChangeableKeys.Get(Small, key.Path))));
    }

    [Fact]
    public void Nothing_can_be_changed_after_the_last_tick()
    {
        var hands = new HandControls(Small, isPaused: true, () => null);
        Assert.Empty(hands.Between(Small.Ticks, First, CancellationToken.None)); // It does not wait there, though it is paused.
        Assert.Equal("over", hands.Status.Phase);
        Assert.Contains("has had its last tick", hands.Change(Tax, "0.1"), StringComparison.Ordinal);
        Assert.Same(Small, hands.AsRun);
    }

    [Fact]
    public async Task A_paused_run_waits_for_a_step_and_takes_what_was_asked_meanwhile()
    {
        var hands = new HandControls(Small, isPaused: true, () => null);
        var between = Task.Run(() => hands.Between(0, First, CancellationToken.None));
        while (hands.Status.Phase != "paused") await Task.Yield();
        Assert.Null(hands.Change(Tax, "0.5"));
        Assert.Null(hands.Change(Tax, "0.25"));
        Assert.False(between.IsCompleted);
        hands.Step(1);
        var entry = Assert.IsType<SetKey>(Assert.Single(await between));
        Assert.Equal((1, Tax, "0.25"), (entry.At, entry.Key, entry.To));
        Assert.Equal([entry], hands.AsRun.Calendar!);
        Assert.Empty(ScenarioReader.Read(ScenarioWriter.Print(hands.AsRun), "touched").Errors);
        Assert.Equal("pausing", hands.Status.Phase); // The step is one tick, which the run is in.
    }

    [Fact]
    public async Task Waiting_ends_when_the_run_is_cancelled()
    {
        var hands = new HandControls(Small, isPaused: true, () => null);
        using var cancel = new CancellationTokenSource();
        var between = Task.Run(() => hands.Between(2, First, cancel.Token));
        while (hands.Status.Phase != "paused") await Task.Yield();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => between);
    }

    [Fact]
    public void What_is_put_back_before_it_was_taken_is_no_change()
    {
        var hands = new HandControls(Small, isPaused: false, () => null);
        Assert.Null(hands.Change(Tax, "0.5"));
        Assert.Null(hands.Change(Tax, ChangeableKeys.Get(Small, Tax)));
        Assert.Empty(hands.Between(1, First, CancellationToken.None));
    }
}
