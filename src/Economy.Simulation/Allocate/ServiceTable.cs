using Economy.Attention;
using Economy.Core;
using Economy.Simulation.Actors;
using Economy.Simulation.Demand;

namespace Economy.Simulation.Allocate;

/// <summary>Which sources of tasks were served at which pools in a tick. Exact sums, so no order matters.</summary>
/// <param name="world">What stays fixed.</param>
internal sealed class ServiceTable(World world)
{
    private readonly int pools = world.Pools.Count;

    /// <summary>The subsystems, whose sessions are tasks, then the classes of jobs.</summary>
    public IReadOnlyList<string> Sources { get; } =
        [.. world.Subsystems.Select(s => s.Name), .. Enum.GetValues<QosClass>().Select(q => $"jobs {Words.Kebab(q.ToString())}")];

    /// <summary>[sources] tasks.</summary>
    public long[] Tasks { get; } = new long[world.Subsystems.Length + Enum.GetValues<QosClass>().Length];

    /// <summary>[sources] Σ bid, minor units.</summary>
    public long[] Bids { get; } = new long[world.Subsystems.Length + Enum.GetValues<QosClass>().Length];

    /// <summary>[sources × m] Σ parts per million served.</summary>
    public long[] Ppm { get; } = new long[(world.Subsystems.Length + Enum.GetValues<QosClass>().Length) * world.Pools.Count];

    /// <summary>[sources × m] Σ parts per million × bid.</summary>
    public Int128[] BidPpm { get; } = new Int128[(world.Subsystems.Length + Enum.GetValues<QosClass>().Length) * world.Pools.Count];

    /// <summary>[sources × m] payments, minor units.</summary>
    public long[] Paid { get; } = new long[(world.Subsystems.Length + Enum.GetValues<QosClass>().Length) * world.Pools.Count];

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

    internal void Add(in TaskProposal task, IReadOnlyList<JobRun> open, in Share share)
    {
        var at = Source(task, open) * pools + share.Pool;
        Ppm[at] += share.Ppm;
        BidPpm[at] += (Int128)share.Ppm * task.Bid;
        Paid[at] += share.Payment;
    }

    private int Source(in TaskProposal task, IReadOnlyList<JobRun> open) =>
        task.IsJob ? world.Subsystems.Length + (int)open[task.Job].Qos : task.Source;
}
