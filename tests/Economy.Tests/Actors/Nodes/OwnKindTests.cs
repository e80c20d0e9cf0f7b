using System.Net;
using Economy.Actors;
using Economy.Actors.Nodes;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Behaviours;

namespace Economy.Tests.Actors.Nodes;

/// <summary>Kinds that a program declares itself, on a cluster whose nodes are built without them.</summary>
public sealed class OwnKindTests
{
    private static readonly ClusterOptions Nowhere = new() { Seeds = [new DnsEndPoint("127.0.0.1", 1)], WaitForNodes = TimeSpan.FromSeconds(2), Patience = TimeSpan.FromSeconds(0.5) };

    [Fact]
    public void A_kind_that_nodes_do_not_know_is_refused_by_its_name_before_the_cluster_is_met()
    {
        var refused = Assert.Throws<ClusterException>(() => ClusterRuns.Stage(World(new Contrarian()), [], Nowhere));
        Assert.Equal("the nodes of the cluster do not know the kind 'contrarian', which Economy.Tests declares", refused.Message);
        Assert.Contains("Run without a cluster", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Kinds_of_the_product_and_of_nodes_that_say_so_are_let_through_to_the_cluster()
    {
        foreach (var (world, options) in new[] { (World(new ZeroIntelligence()), Nowhere), (World(new Contrarian()), Nowhere with { KindsOfNodes = [typeof(Contrarian).Assembly] }) })
            Assert.DoesNotContain("do not know", Assert.Throws<ClusterException>(() => ClusterRuns.Stage(world, [], options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_kinds_at_work_in_a_scenario_are_found_wherever_they_stand()
    {
        var found = KindRegistry.In(World(new Contrarian()).Scenario).Select(k => k.Name).ToList();
        Assert.Equal(found.Distinct(), found);
        string[] known = ["contrarian", "reservation-price", "zero-intelligence", "game", "social", "marketplace", "assets", "break-even", "call-auction"];
        Assert.Empty(known.Except(found));
    }

    private static WorldModel World(BehaviourSpec trading)
    {
        var small = Tests.World.Worlds.Small();
        return new(small with { Population = small.Population with { Types = [small.Population.Types[0], small.Population.Types[1], small.Population.Types[2] with { Trading = trading }] } });
    }

    [Kind("contrarian", "sells at the last price")]
    private sealed record Contrarian : Trader
    {
        protected override void Order(in MarketView market, ref OrderSlip slip) => slip.Sell(market.LastPrice, 1);
    }
}
