using Economy.Actors;
using Economy.Attention;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Observers;
using Economy.World.Recommenders;

namespace Economy.Tests.World.Observe;

/// <summary>Attention maps of whole runs.</summary>
public sealed class AttentionMapLaws
{
    /// <summary>
    /// A feed and an allocator of the form <c>biased</c>, whose heads are products: dropping a feature takes what is explained of it, 1e-9. Each
    /// model's heads are there, both sides, and what was not asked for is not.
    /// </summary>
    [Fact]
    public void Recommender_and_allocator_are_explained_head_by_head_and_a_counterfactual_agrees()
    {
        var small = Worlds.Small() with { Issues = null, Ticks = 6, Regions = [new() { Name = "north" }, new() { Name = "south" }], Quality = new() };
        var world = small with
        {
            Pools = [small.Pools[0] with { Region = "north" }, small.Pools[1] with { Region = "south" }],
            Allocation = small.Allocation with { Learning = new() { Epoch = 3, Memory = 6, Sample = 64, Form = "biased" } },
            Subsystems = [.. small.Subsystems, new Recommender { Name = "feed", Ranking = new AttentionRanking { Rate = 0.1 } }, new Recommender { Name = "other" }],
            Population = small.Population with
            {
                Types = [.. small.Population.Types.Select(t => t with { Awareness = 0.3, Regions = new Dictionary<string, double> { ["north"] = 1, ["south"] = 1 }, Preferences = new Dictionary<string, double>(t.Preferences) { ["feed"] = 1, ["other"] = 1 } })],
            },
            Output = small.Output with { Observers = [new AttentionMaps { Sample = 20, Every = 4 }] },
        };
        var rows = Run(world);
        Assert.Equal([1, 4], rows.Select(r => r.Tick).Distinct());
        Assert.Equal(["allocator", "feed"], rows.Select(r => r.Model).Distinct());
        Assert.All(rows.GroupBy(r => (r.Tick, r.Model)), map => Assert.Equal(["key", "query"], map.Select(r => r.Side).Distinct().Order(StringComparer.Ordinal)));
        Assert.All(rows, r =>
        {
            Assert.InRange(r.Gap, 0, 1e-9);
            Assert.Equal(r.Mean, r.Dropped, 1e-9);
            Assert.True(Math.Abs(r.Mean) <= r.Absolute + 1e-12);
        });
        Assert.Contains(rows, r => r.Model == "feed" && r.Feature == "went:game" && r.Absolute > 0);
    }

    private static IReadOnlyList<AttentionMapRow> Run(Scenario scenario)
    {
        var (rows, world) = (new MemorySink(), new WorldModel(scenario));
        using var stage = ActorRuns.Stage(world, 1, 2);
        new Simulator(world, stage, Allocators.Create("attention", new AllocationOptions()), rows, null).Run();
        return rows.Rows<AttentionMapRow>();
    }
}
