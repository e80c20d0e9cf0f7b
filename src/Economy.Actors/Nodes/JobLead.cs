using Akka.Actor;
using Akka.Cluster;
using Economy.Actors.Cells;

namespace Economy.Actors.Nodes;

/// <summary>
/// Hands jobs to the nodes of a cluster: a node that is free gets the next, and what a node had that died is given again. A result that comes
/// twice counts once.
/// </summary>
internal sealed class JobLead : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);
    private readonly int run;
    private readonly IEnumerator<byte[]> jobs;
    private readonly Action<int, byte[]> done;
    private readonly TaskCompletionSource end;
    private readonly TimeSpan patience;
    private readonly Dictionary<Address, Node> nodes = [];
    private readonly Queue<(long Number, byte[] Content)> again = new();
    private readonly Dictionary<long, byte[]> open = [];
    private long given;
    private bool isExhausted;
    private TimeSpan alone;

    /// <param name="run">Number of this list of jobs in the cluster.</param>
    /// <param name="jobs">The jobs; taken as somebody is free.</param>
    /// <param name="done">Told of each result, with the place of its job in the list.</param>
    /// <param name="end">Set when all are done, or something went wrong.</param>
    /// <param name="patience">Time without any node after which it gives up.</param>
    public JobLead(int run, IEnumerator<byte[]> jobs, Action<int, byte[]> done, TaskCompletionSource end, TimeSpan patience)
    {
        (this.run, this.jobs, this.done, this.end, this.patience) = (run, jobs, done, end, patience);
        Receive<ClusterEvent.MemberUp>(up => Greet(up.Member));
        Receive<ClusterEvent.MemberRemoved>(gone => Forget(gone.Member.Address));
        Receive<ClusterEvent.CurrentClusterState>(state =>
        {
            foreach (var member in state.Members.Where(m => m.Status == MemberStatus.Up)) Greet(member);
        });
        Receive<Free>(free =>
        {
            if (free.Run != run) return;
            if (!nodes.TryGetValue(Sender.Path.Address, out var node)) nodes[Sender.Path.Address] = node = new Node(Sender, free.Cell);
            Guarded(() => Fill(node));
        });
        Receive<JobDone>(answer => Guarded(() => Take(answer.Sequence, answer)));
        Receive<Broken>(answer => end.TrySetException(new ClusterException($"a node could not do its job: {answer.Text}", "This should not have happened; please report it.")));
        Receive<string>(_ => Look());
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    /// <inheritdoc />
    protected override void PreStart()
    {
        Cluster.Get(Context.System).Subscribe(Self, ClusterEvent.InitialStateAsSnapshot, typeof(ClusterEvent.MemberUp), typeof(ClusterEvent.MemberRemoved));
        Timers.StartPeriodicTimer("look", "look", Glance);
    }

    /// <inheritdoc />
    protected override void PostStop() => Cluster.Get(Context.System).Unsubscribe(Self);

    private void Greet(Member member)
    {
        if (member.HasRole(ClusterConfiguration.Cells))
            Context.ActorSelection(new RootActorPath(member.Address) / "user" / JobHost.Name).Tell(new Offer(run, 0, 0));
    }

    private void Forget(Address address)
    {
        if (!nodes.Remove(address, out var node)) return;
        foreach (var number in node.Has.Where(open.ContainsKey)) again.Enqueue((number, open[number]));
        Guarded(() =>
        {
            foreach (var other in nodes.Values) Fill(other);
        });
    }

    private void Take(long number, JobDone answer)
    {
        if (answer.Run != run) return;
        if (nodes.TryGetValue(Sender.Path.Address, out var node)) node.Has.Remove(number);
        if (open.Remove(number)) done((int)number, answer.Content);
        if (node is not null) Fill(node);
        if (isExhausted && open.Count == 0) end.TrySetResult();
    }

    private void Fill(Node node)
    {
        while (node.Has.Count < node.Slots && Next() is var (number, content) && content is not null)
        {
            open[number] = content;
            node.Has.Add(number);
            node.Host.Tell(new Job(run, 0, number, content));
        }

        if (isExhausted && open.Count == 0) end.TrySetResult();
    }

    private (long Number, byte[]? Content) Next()
    {
        while (again.TryDequeue(out var lost))
            if (open.ContainsKey(lost.Number)) return lost;
        if (isExhausted || !jobs.MoveNext())
        {
            isExhausted = true;
            return (0, null);
        }

        return (given++, jobs.Current);
    }

    /// <summary>Looks whether there is anybody; a node that joined while it was greeted is greeted again.</summary>
    private void Look()
    {
        alone = nodes.Count > 0 ? TimeSpan.Zero : alone + Glance;
        foreach (var member in Cluster.Get(Context.System).State.Members.Where(m => m.Status == MemberStatus.Up && !nodes.ContainsKey(m.Address))) Greet(member);
        if (alone > patience) end.TrySetException(new ClusterException("all nodes of the cluster are gone", "Start one again, and give the same command: it goes on."));
    }

    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (Exception failure)
        {
            end.TrySetException(failure);
        }
    }

    private sealed record Node(IActorRef Host, int Slots)
    {
        public HashSet<long> Has { get; } = [];
    }
}
