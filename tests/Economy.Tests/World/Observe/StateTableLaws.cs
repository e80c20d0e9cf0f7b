using Economy.Actors;
using Economy.Attention;
using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Experiments.Measures;
using Economy.Scenarios;
using Economy.World;
using Economy.World.Observers;
using Economy.World.Tick.Observe;

namespace Economy.Tests.World.Observe;

/// <summary>What must hold of every table that is asked for, where not every tick is taken of those that have states.</summary>
public sealed class StateTableLaws
{
    private const int Last = 12;

    static StateTableLaws() => WorldKinds.Register();

    public static TheoryData<string> Asked => new(KindRegistry.Of(typeof(ObserverSpec)).Select(k => k.Name));

    public static TheoryData<string> OfStates => new(KindRegistry.Of(typeof(ObserverSpec)).Select(k => k.Name).Where(name => Made(name).IsOfStates));

    [Theory]
    [MemberData(nameof(Asked))]
    public void Rows_of_some_ticks_are_those_of_every_tick_there_and_nothing_else_of_the_run_is_another(string kind)
    {
        var observer = Made(kind);
        var whole = Rows(World(observer, every: 1));
        var (table, others) = (whole.Of(observer.RowType), whole.Without(observer.RowType).Transcript());
        foreach (var every in (int[])[2, 5, Last, 100])
        {
            var thinned = Rows(World(observer, every));
            Assert.Equal(table.Where(row => !observer.IsOfStates || TickOf(row) % every == 0 || TickOf(row) == Last), thinned.Of(observer.RowType));
            Assert.Equal(others, thinned.Without(observer.RowType).Transcript());
        }
    }

    [Theory]
    [MemberData(nameof(OfStates))]
    public void A_run_that_is_stopped_has_its_last_tick_too(string kind)
    {
        var observer = Made(kind);
        IReadOnlyList<StopSpec> stop = [new() { When = "participants > 0", At = 7 }];
        var (whole, thinned) = (Rows(World(observer, every: 1) with { Stop = stop }), Rows(World(observer, every: 5) with { Stop = stop }));
        Assert.Equal(whole.Of(observer.RowType).Where(row => TickOf(row) is 0 or 5 or 7), thinned.Of(observer.RowType));
    }

    [Theory]
    [MemberData(nameof(OfStates))]
    public void A_run_that_is_resumed_or_gone_on_with_has_the_rows_of_one_in_one_go(string kind)
    {
        var world = World(Made(kind), every: 5);
        var whole = Rows(world).Transcript();
        foreach (var (saved, ticks) in ((int, int)[])[(0, Last), (3, Last), (5, Last), (6, Last), (Last, Last), (7, 7)])
        {
            var (first, state) = (new MemorySink(), new MemoryStream());
            var begun = Of(world with { Ticks = ticks }, first);
            Assert.ThrowsAny<OperationCanceledException>(() => begun.Run(betweenTicks: tick =>
            {
                if (tick == saved) throw new OperationCanceledException();
            }));
            begun.Save(new BinaryWriter(state));
            var second = new MemorySink();
            var resumed = Of(world, second);
            resumed.Restore(new BinaryReader(new MemoryStream(state.ToArray())));
            resumed.Run();
            Assert.Equal(whole, MemorySink.Transcript(first, second));
        }
    }

    [Fact]
    public void Tenths_are_made_at_their_tick_also_where_it_is_left_out()
    {
        var rows = Rows(World(new Cohorts { At = 3 }, every: 1)).Rows<Cohorts.Row>();
        Assert.Contains(rows, row => row is { Tick: 5, By: "decile", Participants: > 0 });
        Assert.Equal(rows.Where(row => row.Tick is 0 or 5 or 10 or Last), Rows(World(new Cohorts { At = 3 }, every: 5)).Rows<Cohorts.Row>());
    }

    [Fact]
    public void A_tick_that_is_not_taken_is_not_looked_at()
    {
        var spy = new Spy();
        Rows(World(spy, every: 5));
        Assert.Equal([0, 5, 10, Last], spy.Looked);
    }

    [Fact]
    public void A_measure_of_the_last_tick_is_the_same()
    {
        MeasureSpec last = new() { Name = "top_share", Column = "wealth-classes.wealth_share", Where = new Dictionary<string, string> { ["class"] = "top 1%" }, Over = "last" };
        double[] found = [.. from every in (int[])[1, 5, 100] select Measured(World(new WealthClasses(), every), last)];
        Assert.All(found, value => Assert.Equal(found[0], value));
        Assert.True(found[0] > 0);
    }

    [Fact]
    public void Who_leaves_out_ticks_where_no_table_has_states_is_told()
    {
        Assert.Empty(Warnings.Of(World(new Cohorts(), every: 2)));
        Assert.Empty(Warnings.Of(World(new Panel(), every: 1)));
        Assert.Contains("cohorts, wealth-classes", Assert.Single(Warnings.Of(World(new Panel(), every: 2))), StringComparison.Ordinal);
    }

    private static ObserverSpec Made(string kind) => (ObserverSpec)Activator.CreateInstance(KindRegistry.Find(typeof(ObserverSpec), kind)!.Type)!;

    private static int TickOf(object row) => (int)RunTable.Of(row.GetType()).Columns[0].Property.GetValue(row)!;

    private static Scenario World(ObserverSpec observer, int every) =>
        Worlds.WithDesk() with { Ticks = Last, Output = new() { Observers = [observer], Every = every } };

    private static MemorySink Rows(Scenario scenario)
    {
        var rows = new MemorySink();
        Of(scenario, rows).Run();
        return rows;
    }

    private static double Measured(Scenario scenario, MeasureSpec measure)
    {
        var sink = new MeasureSink([measure]);
        Of(scenario, sink).Run();
        return sink.Finish()[0].Value;
    }

    private static Simulator Of(Scenario scenario, IRunSink rows)
    {
        var world = new WorldModel(scenario);
        return new Simulator(world, ActorRuns.Stage(world, 1, 2), Allocators.Create("proportional", new AllocationOptions()), rows, null);
    }

    /// <summary>Remembers the ticks that it was asked for.</summary>
    private sealed record Spy : Observer<Spy.Row>
    {
        [Table("spied-on", "Nothing.")]
        public readonly record struct Row([property: Column("tick", "Tick.", Key = true)] int Tick);

        public List<int> Looked { get; } = [];

        public override bool IsOfStates => true;

        protected override IEnumerable<Row> Observe(ObservedTick tick)
        {
            Looked.Add(tick.Tick);
            return [];
        }
    }
}
