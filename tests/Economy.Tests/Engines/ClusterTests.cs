#if AKKA
using System.Net;
using System.Net.Sockets;
using Economy.Akka.Nodes;
using Economy.Attention;
using Economy.Cli.Engines;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Simulation;
using Economy.Simulation.Actors;
using Economy.Simulation.Actors.Remote;
using Economy.Tests.Cli;
using Economy.Tests.Simulation;
using Worlds = Economy.Tests.Simulation.Worlds;
#endif

namespace Economy.Tests.Engines;

/// <summary>Runs on real node processes, which are killed without a warning, stopped, and joined while the run goes on.</summary>
[Engine("akka")]
public sealed class ClusterTests
{
#if AKKA
    private const double Patience = 1;

    [ContractFact]
    public async Task A_run_is_the_same_on_one_process_and_on_two()
    {
        using var cluster = new Nodes();
        await cluster.JoinAsync();
        var scenario = Scenario(ticks: 12);
        var expected = Run(scenario, world => new ThreadedActorHost(world));
        Assert.Equal(expected, Run(scenario, cluster.NewHost));
        await cluster.JoinAsync();
        Assert.Equal(expected, Run(scenario, cluster.NewHost));
    }

    /// <summary>After each of the eight steps of a tick, in a tick of its own, a node is killed, and another joins in its place.</summary>
    [ContractFact]
    public async Task A_node_killed_in_any_step_of_a_tick_costs_time_only()
    {
        var scenario = Scenario(ticks: 10);
        var expected = Run(scenario, world => new ThreadedActorHost(world));
        using var cluster = new Nodes();
        for (var n = 0; n < 3; n++) await cluster.JoinAsync();
        var killed = new List<string>();
        Assert.Equal(expected, Run(scenario, cluster.NewHost, (step, tick) =>
        {
            if (tick < 2 || killed.Count >= Steps.Length || Steps[killed.Count] != step || tick != killed.Count + 2) return;
            cluster.KillOldest();
            cluster.JoinAsync().Wait();
            killed.Add(step);
        }));
        Assert.Equal(Steps, killed);
    }

    /// <summary>A stopped process is what a node behind a partition looks like. When it goes on, the run has gone on without it.</summary>
    [ContractFact]
    public async Task A_node_cut_off_is_left_behind_and_joins_anew()
    {
        var scenario = Scenario(ticks: 12);
        var expected = Run(scenario, world => new ThreadedActorHost(world));
        using var cluster = new Nodes();
        await cluster.JoinAsync();
        var cutOff = await cluster.JoinAsync();
        Assert.Equal(expected, Run(scenario, cluster.NewHost, (step, tick) =>
        {
            if (step == "decide" && tick == 3) cutOff.Pause();
            if (step == "observe" && tick == 8) cutOff.GoOn();
        }));
        await cutOff.SeeAsync("the cluster went on without this node");
        await cutOff.SeeAsync("node at");
    }

    [ContractFact]
    public void A_cluster_that_is_not_there_is_an_error_with_a_remedy()
    {
        var world = new World(Scenario(ticks: 1));
        var nowhere = new ClusterOptions { Seeds = [new DnsEndPoint("127.0.0.1", FreePort())], WaitForNodes = TimeSpan.FromSeconds(2) };
        var failed = Assert.Throws<ClusterException>(() => new ClusterTransport(nowhere, CellRange.Cut(world.Participants), Blueprint.Of(world)));
        Assert.StartsWith("no node answers at 127.0.0.1:", failed.Message, StringComparison.Ordinal);
        Assert.Contains("economy cluster node --seed 127.0.0.1:", failed.Remedy, StringComparison.Ordinal);
    }

    private static readonly string[] Steps = ["focus", "decide", "allocate", "perform", "trade", "post", "settle", "observe"];

    private static Scenario Scenario(int ticks) => Worlds.Small(9) with
    {
        Ticks = ticks,
        Demand = new() { Source = DemandSource.Synthetic, ValuePerGpuSecond = 1, Patience = 3, ArrivalsPerHour = 4 },
    };

    private static string Run(Scenario scenario, Func<World, IActorHost> host, Action<string, int>? on = null)
    {
        var world = WorldBuilder.Build(scenario).World!;
        var rows = new MemorySink();
        var watch = new Watch(host(world), Allocators.Create(scenario.Allocation.Policy, new AllocationOptions()), rows, on ?? ((_, _) => { }));
        using (watch) new Simulator(world, watch, watch, watch, watch).Run();
        return rows.Transcript();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Node processes that meet at one address.</summary>
    private sealed class Nodes : IDisposable
    {
        private readonly string seed = $"127.0.0.1:{FreePort()}";
        private readonly List<EconomyProcess> nodes = [];

        public async Task<EconomyProcess> JoinAsync()
        {
            // The first address must stay that of a living node, or one that joins later would found a cluster of its own.
            var node = EconomyProcess.Start(Path.GetTempPath(), ["cluster", "node", "--seed", seed, "--patience", "1", "--threads", "1"]);
            nodes.Add(node);
            await node.SeeAsync("node at");
            return node;
        }

        /// <summary>Kills the oldest but the first.</summary>
        public void KillOldest()
        {
            nodes[1].Kill();
            nodes.RemoveAt(1);
        }

        public RemoteActorHost NewHost(World world)
        {
            var options = new ClusterOptions { Seeds = [ClusterOptions.Parse(seed)!], Patience = TimeSpan.FromSeconds(Patience) };
            var ranges = CellRange.Cut(world.Participants, 6);
            return new RemoteActorHost(world, ranges, new ClusterTransport(options, ranges, Blueprint.Of(world)));
        }

        public void Dispose()
        {
            foreach (var node in nodes) node.Dispose();
        }
    }

    /// <summary>Stands at every seam of a run and says which step of the tick it is in.</summary>
    private sealed class Watch(IActorHost host, IAllocator allocator, IRunSink rows, Action<string, int> on) : IActorHost, IAllocator, IRunSink, IJournalSink
    {
        private int tick;

        public IReadOnlyList<Proposals> Decide(Snapshot snapshot)
        {
            tick = snapshot.Tick;
            on("focus", tick);
            using var killer = Task.Run(() => on("decide", tick));
            var proposals = host.Decide(snapshot);
            killer.Wait();
            return proposals;
        }

        public string Name => allocator.Name;

        public AllocationReport Allocate(AllocationProblem problem, IShareConsumer shares)
        {
            on("allocate", tick);
            return allocator.Allocate(problem, shares);
        }

        public IReadOnlyList<Results> Perform(Snapshot snapshot, Outcomes outcomes)
        {
            using var killer = Task.Run(() => on("perform", tick));
            var results = host.Perform(snapshot, outcomes);
            killer.Wait();
            on("trade", tick);
            on("post", tick);
            return results;
        }

        public void Write<TRow>(in TRow row)
            where TRow : struct
        {
            rows.Write(row);
            if (row is TickRow) on("observe", tick);
        }

        public void Accept(TickJournal journal) => on("settle", tick);

        public IEnumerable<ParticipantState> Inspect() => host.Inspect();

        public void Save(BinaryWriter state) => host.Save(state);

        public void Restore(BinaryReader state) => host.Restore(state);

        public void Dispose() => host.Dispose();
    }
#else
    [ContractFact]
    public void A_cluster_of_nodes() => throw new NotSupportedException();
#endif
}
