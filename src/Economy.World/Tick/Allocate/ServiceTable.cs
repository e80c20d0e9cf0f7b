using Economy.Attention;
using Economy.Core;
using Economy.World.Actors;
using Economy.World.Demand;

namespace Economy.World.Tick.Allocate;

/// <summary>Which sources of tasks were served at which pools and issues in a tick. Exact sums, so no order matters.</summary>
internal sealed class ServiceTable
{
    private static readonly QosClass[] Classes = Enum.GetValues<QosClass>();
    private readonly int subsystems, pools;

    /// <param name="world">What stays fixed.</param>
    public ServiceTable(WorldModel world)
    {
        Sources = [.. world.Subsystems.Select(s => s.Name), .. Classes.Select(q => $"jobs {Words.Kebab(q.ToString())}"),
            .. world.Issues.Select(i => $"issue {i.Spec.Name}"),
            .. world.HasPublicCompute ? ["treasury"] : Array.Empty<string>()];
        (subsystems, pools) = (world.Subsystems.Length, world.Pools.Count + world.Issues.Count);
        (Tasks, Bids) = (new long[Sources.Count], new long[Sources.Count]);
        (Ppm, BidPpm, Paid) = (new long[Sources.Count * pools], new Int128[Sources.Count * pools], new long[Sources.Count * pools]);
    }

    /// <summary>The subsystems, whose sessions are tasks, then the classes of jobs, then the issues, then the treasury where it demands compute.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>[sources] tasks.</summary>
    public long[] Tasks { get; }

    /// <summary>[sources] Σ bid, minor units.</summary>
    public long[] Bids { get; }

    /// <summary>[sources × pools] Σ parts per million served; issues are the last pools.</summary>
    public long[] Ppm { get; }

    /// <summary>[sources × pools] Σ parts per million × bid.</summary>
    public Int128[] BidPpm { get; }

    /// <summary>[sources × pools] payments, minor units.</summary>
    public long[] Paid { get; }

    /// <summary>Whether a source is a class of jobs.</summary>
    public bool IsJobs(int source) => source >= subsystems && source < subsystems + Classes.Length;

    internal void Begin(TaskList tasks, IReadOnlyList<JobRun> open)
    {
        Tasks.AsSpan().Clear();
        Bids.AsSpan().Clear();
        Ppm.AsSpan().Clear();
        BidPpm.AsSpan().Clear();
        Paid.AsSpan().Clear();
        for (var cell = 0; cell < tasks.Cells; cell++)
        {
            foreach (ref readonly var task in tasks.Of(cell))
            {
                var source = Source(task, open);
                Tasks[source]++;
                Bids[source] += task.Bid;
            }
        }
    }

    /// <param name="payment">What the task pays for the share.</param>
    internal void Add(in TaskProposal task, IReadOnlyList<JobRun> open, in Share share, long payment)
    {
        var at = Source(task, open) * pools + share.Pool;
        Ppm[at] += share.Ppm;
        BidPpm[at] += Math.BigMul((long)share.Ppm, task.Bid);
        Paid[at] += payment;
    }

    /// <summary>Name of a task's source.</summary>
    internal string SourceOf(in TaskProposal task, IReadOnlyList<JobRun> open) => Sources[Source(task, open)];

    private int Source(in TaskProposal task, IReadOnlyList<JobRun> open) =>
        task.IsSession ? task.Subsystem : task.IsJob ? open[task.Job].Kind : task.IsPublic ? Sources.Count - 1 : subsystems + Classes.Length + task.Issue;
}
