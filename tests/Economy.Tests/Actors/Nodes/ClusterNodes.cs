using System.Net;
using System.Net.Sockets;
using Economy.Actors.Nodes;
using Economy.Attention;
using Economy.Cli.Backends;
using Economy.Core.Scenarios;
using Economy.Tests.Cli;
using Economy.Tests.World;
using Economy.World;
using Economy.World.Stage;
using Worlds = Economy.Tests.World.Worlds;

namespace Economy.Tests.Actors.Nodes;

/// <summary>Node processes that meet at one address.</summary>
internal sealed class ClusterNodes : IDisposable
{
    /// <summary>Seconds.</summary>
    public const double Patience = 2;

    private readonly List<EconomyProcess> nodes = [];

    public string Seed { get; } = $"127.0.0.1:{FreePort()}";

    public ClusterOptions Options => new() { Seeds = [ClusterOptions.Parse(Seed)!], Patience = TimeSpan.FromSeconds(Patience) };

    /// <summary>What every node has said of where it is.</summary>
    public IEnumerable<string> Places => nodes.Select(n => n.Seen[^1]);

    public static Scenario Scenario(int ticks) => Worlds.Small(9) with
    {
        Ticks = ticks,
        Demand = new() { Source = DemandSource.Synthetic, ValuePerGpuSecond = 1, Patience = 3, ArrivalsPerHour = 4 },
    };

    public static string Run(Scenario scenario, Func<WorldModel, IStage> stage, Action<string, int>? on = null)
    {
        var world = WorldBuilder.Build(scenario).World!;
        var rows = new MemorySink();
        var watch = new StepWatch(stage(world), Allocators.Create(scenario.Allocation.Policy, new AllocationOptions()), rows, on ?? ((_, _) => { }));
        using (watch) new Simulator(world, watch, watch, watch, watch).Run();
        return rows.Transcript();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async Task<EconomyProcess> JoinAsync()
    {
        // The first address must stay that of a living node, or one that joins later would found a cluster of its own.
        var node = EconomyProcess.Start(Path.GetTempPath(), ["cluster", "node", "--seed", Seed, "--patience", $"{Patience}", "--threads", "1"]);
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

    public FramedStage NewStage(WorldModel world) => ClusterRuns.Stage(world, Blueprint.Of(world), Options, cells: 6);

    public void Dispose()
    {
        foreach (var node in nodes) node.Dispose();
    }
}
