using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Sharding;
using Economy.Simulation.Actors;
using Economy.Simulation.Actors.Remote;

namespace Economy.Akka.Nodes;

/// <summary>Leads a run whose cells are on the nodes of a cluster.</summary>
public sealed class ClusterTransport : ICellTransport
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    private readonly ActorSystem system;
    private readonly Itinerary itinerary;
    private readonly IActorRef lead;
    private readonly Action<string>? say;
    private readonly CancellationToken cancel;

    /// <summary>Joins the cluster and waits for a node to host cells.</summary>
    /// <param name="options">Where the cluster is.</param>
    /// <param name="ranges">The cells.</param>
    /// <param name="world">What the nodes make the world from.</param>
    /// <param name="say">Is told at the end what went over the wire.</param>
    /// <param name="cancel">Ends the wait, here and in every step.</param>
    /// <exception cref="ClusterException">There is no such cluster, or no node of this build in it.</exception>
    public ClusterTransport(ClusterOptions options, CellRange[] ranges, byte[] world, Action<string>? say = null, CancellationToken cancel = default)
    {
        this.say = say;
        this.cancel = cancel;
        system = ActorSystem.Create(ClusterConfiguration.System, ClusterConfiguration.Of(options, options.Place(maySeed: false), ClusterConfiguration.Lead));
        try
        {
            var cluster = Cluster.Get(system);
            AwaitNode(cluster, options, cancel);
            itinerary = new Itinerary
            {
                Run = cluster.SelfUniqueAddress.Uid,
                Ranges = ranges,
                World = world,
                Region = ClusterSharding.Get(system).StartProxy(CellShards.TypeName, ClusterConfiguration.Cells, new CellShards()),
                Silence = options.Patience,
                WaitForNodes = options.WaitForNodes,
            };
            lead = system.ActorOf(Props.Create(() => new Lead(itinerary)), "lead");
            cluster.RegisterOnMemberRemoved(() => lead.Tell(new Lead.Ousted()));
        }
        catch
        {
            system.Terminate().Wait(Farewell, CancellationToken.None);
            throw;
        }
    }

    /// <inheritdoc />
    /// <exception cref="AggregateException">A cell failed, or the cluster is lost: <see cref="ClusterException"/>.</exception>
    public byte[][] Step(Superstep step)
    {
        var done = new TaskCompletionSource<byte[][]>(TaskCreationOptions.RunContinuationsAsynchronously);
        lead.Tell(new Lead.Begin(step, done));
        done.Task.Wait(cancel);
        return done.Task.Result;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        say?.Invoke(FormattableString.Invariant(
            $"cluster: {itinerary.Ranges.Length} cells, {itinerary.BytesSent:N0} bytes to them, {itinerary.BytesReceived:N0} from them, brought to life {itinerary.Revivals} times"));
        lead.Ask(new Lead.End(), Farewell).ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ClusterLeavingReason.Instance).Wait(Farewell);
        system.Dispose();
    }

    private static void AwaitNode(Cluster cluster, ClusterOptions options, CancellationToken cancel)
    {
        var start = Environment.TickCount64;
        while (!cluster.State.Members.Any(m => m.Status == MemberStatus.Up && m.Roles.Contains(ClusterConfiguration.Cells)) || cluster.SelfMember.Status != MemberStatus.Up)
        {
            if (cancel.WaitHandle.WaitOne(Glance)) cancel.ThrowIfCancellationRequested();
            if (Environment.TickCount64 - start < options.WaitForNodes.TotalMilliseconds) continue;
            var seeds = string.Join(", ", options.Seeds.Select(s => $"{s.Host}:{s.Port}"));
            throw cluster.State.Members.Any(m => m.Roles.Any(r => r.StartsWith(ClusterConfiguration.AnyCells, StringComparison.Ordinal)))
                ? new ClusterException($"the nodes of the cluster at {seeds} are of another build than this program", "Run the same build everywhere: only then are results the same to the byte.")
                : new ClusterException($"no node answers at {seeds}", $"Start one with 'economy cluster node --seed {seeds}', and run again.");
        }
    }
}
