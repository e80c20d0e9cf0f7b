using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Sharding;
using Economy.World.Actors;
using Economy.World.Actors.Remote;

namespace Economy.Akka.Nodes;

/// <summary>Leads a run whose cells are on the nodes of a cluster.</summary>
public sealed class ClusterTransport : ICellTransport
{
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
        (this.say, this.cancel) = (say, cancel);
        system = Join(options);
        itinerary = new Itinerary
        {
            Run = Cluster.Get(system).SelfUniqueAddress.Uid,
            Ranges = ranges,
            World = world,
            Region = ClusterSharding.Get(system).StartProxy(CellShards.TypeName, ClusterConfiguration.Cells, new CellShards()),
            Silence = options.Patience,
            WaitForNodes = options.WaitForNodes,
        };
        lead = system.ActorOf(Props.Create(() => new Lead(itinerary)), "lead");
    }

    /// <summary>Bytes that went to cells and came from them so far: frames, worlds and states, without what Akka wraps around them.</summary>
    public long Bytes => itinerary.BytesSent + itinerary.BytesReceived;

    /// <inheritdoc />
    /// <exception cref="ClusterException">The cluster is lost.</exception>
    /// <exception cref="OverflowException">The scenario's amounts are too large.</exception>
    /// <exception cref="InvalidOperationException">A cell failed.</exception>
    public byte[][] Step(Superstep step)
    {
        var done = new TaskCompletionSource<byte[][]>(TaskCreationOptions.RunContinuationsAsynchronously);
        lead.Tell(new Lead.Begin(step, done));
        Task.WaitAny([done.Task, system.WhenTerminated], cancel);
        return done.Task.IsCompleted
            ? done.Task.GetAwaiter().GetResult()
            : throw new ClusterException("the cluster has put this process out: it was silent for too long", "Run again; with a longer --patience, here and on the nodes, the cluster waits longer.");
    }

    /// <inheritdoc />
    public void Dispose()
    {
        say?.Invoke(FormattableString.Invariant(
            $"cluster: {itinerary.Ranges.Length} cells, {itinerary.BytesSent:N0} bytes to them, {itinerary.BytesReceived:N0} from them, cells restored {itinerary.Revivals} times"));
        lead.Ask(new Lead.End(), Farewell).ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        Membership.LeaveAsync(system).Wait();
    }

    private ActorSystem Join(ClusterOptions options)
    {
        while (true)
        {
            var joining = Membership.Start(options, maySeed: false, ClusterConfiguration.Lead);
            var isIn = false;
            try
            {
                isIn = Membership.AwaitAsync(joining, options, cancel).GetAwaiter().GetResult();
                if (isIn) return joining;
            }
            finally
            {
                if (!isIn) Membership.LeaveAsync(joining).Wait();
            }
        }
    }
}
