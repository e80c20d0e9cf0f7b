using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Economy.Actors.Nodes;
using Economy.Cli.Backends;
using Economy.World;

namespace Economy.Benchmarks.Cluster;

/// <summary>Processes of <c>economy cluster node</c> that meet at a free port of the loopback address. They end with this object, or with a process that is asked to end.</summary>
internal sealed class NodeProcesses : IDisposable
{
    private const double PatienceSeconds = 1;
    private readonly DnsEndPoint seed = new(IPAddress.Loopback.ToString(), FreePort());
    private readonly List<Process> nodes = [];
    private readonly PosixSignalRegistration termination;

    public NodeProcesses() => termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => nodes.ForEach(End));

    /// <summary>Starts a node and waits until it says that it is there.</summary>
    public void Join()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "economy.dll");
        string[] arguments = ["exec", program, "cluster", "node", "--seed", $"{seed.Host}:{seed.Port}", "--patience", $"{PatienceSeconds}", "--threads", "1"];
        var node = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        nodes.Add(node);
        if (node.StandardOutput.ReadLine() is null) throw new InvalidOperationException("A node has ended.");
    }

    /// <summary>Kills the oldest node but the first, which is where others join.</summary>
    public void KillOne()
    {
        End(nodes[1]);
        nodes.RemoveAt(1);
    }

    /// <summary>Has these nodes host the cells of a world.</summary>
    public FramedStage NewStage(WorldModel world, int cells)
    {
        var options = new ClusterOptions { Seeds = [seed], Patience = TimeSpan.FromSeconds(PatienceSeconds), Threads = Environment.ProcessorCount };
        return ClusterRuns.Stage(world, Blueprint.Of(world), options, cells);
    }

    public void Dispose()
    {
        termination.Dispose();
        nodes.ForEach(End);
    }

    private static void End(Process node)
    {
        node.Kill();
        node.WaitForExit();
        node.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
