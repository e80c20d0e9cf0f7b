using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Sharding;
using Economy.Actors.Cells;
using Economy.Actors.Runs;
using Economy.World.Actors;
using Economy.World.Institutions;
using Economy.World.Stage;

namespace Economy.Actors.Nodes;

/// <summary>The actors of a run whose cells are on the nodes of a cluster: clock and institutions are here.</summary>
internal sealed class ClusterLead : ISupersteps
{
    /// <summary>Steps that are out at a time; a frame has some ten thousand bytes.</summary>
    private const int Window = 64;

    private readonly RunPlan plan;
    private readonly ActorSystem system;
    private readonly ActorRun run;
    private readonly Action<string>? say;
    private readonly CancellationToken cancel;
    private readonly CancellationTokenSource stop;

    /// <summary>Joins the cluster and waits for a node to host cells.</summary>
    /// <param name="options">Where the cluster is.</param>
    /// <param name="ranges">The cells.</param>
    /// <param name="world">What the nodes make the world from.</param>
    /// <param name="say">Is told at the end what went over the wire.</param>
    /// <param name="cancel">Ends the wait, here and in every step.</param>
    /// <exception cref="ClusterException">There is no such cluster, or none that lets this process in.</exception>
    public ClusterLead(ClusterOptions options, CellRange[] ranges, byte[] world, Action<string>? say = null,
        CancellationToken cancel = default)
    {
        (this.say, this.cancel) = (say, cancel);
        system = Join(options);
        var cluster = Cluster.Get(system);
        plan = new RunPlan
        {
            Run = cluster.SelfUniqueAddress.Uid, Ranges = ranges, Window = Window, World = world,
            Patience = new Patience(options.Patience, options.WaitForNodes, () => Membership.HasNodes(cluster)),
        };
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        system.WhenTerminated.ContinueWith(_ => stop.Cancel(), TaskScheduler.Default);
        run = new ActorRun(system, plan, _ => Region, stop.Token);
    }

    /// <inheritdoc />
    public Traffic Traffic => run.Traffic;

    private IActorRef Region => ClusterSharding.Get(system).StartProxy(CellAddress.TypeName, ClusterConfiguration.Cells, new CellAddress());

    /// <inheritdoc />
    /// <exception cref="ClusterException">The cluster is lost.</exception>
    public object[] Take(Superstep superstep) => Guarded(() => run.Take(superstep));

    /// <inheritdoc />
    /// <exception cref="ClusterException">The cluster is lost.</exception>
    public object[] Ask(int tick, IReadOnlyList<IInstitution> asked, IReadOnlyList<object> messages) =>
        Guarded(() => run.Ask(tick, asked, messages));

    /// <inheritdoc />
    public void Dispose()
    {
        var (sent, received, revivals) = Traffic;
        say?.Invoke(FormattableString.Invariant(
            $"cluster: {plan.Ranges.Length} cells, {sent:N0} bytes to them, {received:N0} from them, cells restored {revivals} times"));
        for (var c = 0; c < plan.Ranges.Length && !system.WhenTerminated.IsCompleted; c++)
            Region.Tell(new Rest(plan.Run, c, 0), ActorRefs.NoSender);
        if (!system.WhenTerminated.IsCompleted) run.Dispose();
        Membership.LeaveAsync(system).Wait();
        stop.Dispose();
    }

    private object[] Guarded(Func<object[]> wait)
    {
        try
        {
            return wait();
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new ClusterException("the cluster has put this process out: it was silent for too long",
                "Run again; with a longer --patience, here and on the nodes, the cluster waits longer.");
        }
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
