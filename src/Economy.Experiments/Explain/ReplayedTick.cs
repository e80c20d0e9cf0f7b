using Economy.Actors;
using Economy.Attention;
using Economy.Attention.Model;
using Economy.Core;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Subsystems.Serving;
using Economy.World.Tick.Allocate;

namespace Economy.Experiments.Explain;

/// <summary>The allocation of one tick of a run that is simulated again up to it, open to questions.</summary>
public sealed class ReplayedTick
{
    private readonly WorldModel world;
    private readonly KeptAllocation kept;
    private readonly byte[] memory;
    private readonly AttentionScores? scores;
    private readonly Simulator simulator;

    /// <param name="memory">What the policy remembered when the tick began.</param>
    private ReplayedTick(WorldModel world, KeptAllocation kept, byte[] memory, Simulator simulator) =>
        (this.world, this.kept, this.memory, this.simulator, scores) = (world, kept, memory, simulator, simulator.Scores);

    /// <summary>The tasks.</summary>
    public IReadOnlyList<AllocatedTask> Tasks => kept.Tasks;

    /// <summary>The problem as it was posed.</summary>
    public AllocationProblem Problem => kept.Problem;

    /// <summary>What the allocator reported.</summary>
    public AllocationReport Report => kept.Report;

    /// <summary>What it shared out.</summary>
    public ShareTable Shares => kept.Shares;

    /// <summary>Names of the features of the scores; null where no model made them.</summary>
    public FeatureSchema? SchemaOfScores => scores?.Model.Schema;

    /// <summary>Simulates a world up to a tick.</summary>
    /// <param name="world">The world.</param>
    /// <param name="tick">The tick, 1 … the scenario's last.</param>
    /// <param name="rows">Where its results go, those of the tick included.</param>
    /// <param name="threads">Threads; the result does not depend on them.</param>
    /// <param name="cancellation">Ends it between two ticks.</param>
    /// <returns>The tick; null where nothing was allocated in it, since there are no pools.</returns>
    public static ReplayedTick? Of(WorldModel world, int tick, IRunSink rows, int threads = 1, CancellationToken cancellation = default)
    {
        using var stage = ActorRuns.Stage(world, threads);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var policy = Policies.Of(world.Allocation, threads);
        var simulator = new Simulator(world, stage, policy, rows, settlement: null, threads);
        using var memory = new MemoryStream();
        KeptAllocation? kept = null;
        try
        {
            simulator.Run(betweenTicks: done =>
            {
                if (done == tick) over.Cancel();
                if (done != tick - 1) return;
                policy.Save(new BinaryWriter(memory));
                simulator.Kept = allocation => kept = allocation;
                simulator.KeepsVisits = true;
            }, cancellation: over.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The tick is over.
        }

        return kept is null ? null : new ReplayedTick(world, kept, memory.ToArray(), simulator);
    }

    /// <summary>The place with a line that a task is a session in, as it was asked in the tick; null where it is none.</summary>
    public VisitInquiry? Place(int task) =>
        Array.FindIndex(world.Subsystems, s => s.Name == Tasks[task].Source) is >= 0 and var row ? simulator.Inquiry(row) : null;

    /// <summary>Every pool and issue, as the task saw it: the best first, those that may not serve it last.</summary>
    public IReadOnlyList<PoolOffer> Offers(int task)
    {
        var score = new double[Problem.Pools];
        (Problem.Scores ?? BidScores.Instance).Score(Problem, task, 1, score, 1);
        return
        [
            .. Enumerable.Range(0, world.Pools.Count + world.Issues.Count).Select(j =>
            {
                var (ppm, paid) = Served(task, j);
                var explained = scores is not null && j < world.Pools.Count ? Explanation.Of(scores, task, j) : null;
                return new PoolOffer(j, NameOf(j), score[j], Cost(task, j), ppm, paid, Obstacle(task, j), explained);
            }).OrderBy(o => o.Obstacle is not null).ThenByDescending(o => o.Surplus),
        ];
    }

    /// <summary>
    /// The parts per million that the policy would have served had the task bid something else, all others as they did, by pool.
    /// </summary>
    /// <param name="task">The task.</param>
    /// <param name="bid">The bid beyond the reserve price, minor units.</param>
    public IReadOnlyList<(string Pool, int Ppm)> Had(int task, double bid)
    {
        var shares = new ShareTable();
        shares.Reset(Problem.Tasks);
        var policy = Policies.Of(world.Allocation);
        policy.Restore(new BinaryReader(new MemoryStream(memory)));
        policy.Allocate(Problem.Bidding(task, bid), shares);
        return [.. Enumerable.Range(shares.Start[task], shares.Start[task + 1] - shares.Start[task])
            .Select(at => (NameOf(shares.Pool[at]), shares.Ppm[at]))];
    }

    /// <summary>What the task asks for: resource or asset, and thousandths of its unit.</summary>
    public IReadOnlyList<(string Resource, int Milli)> Demand(int task) =>
        [.. Enumerable.Range(0, kept.Kinds.Count + kept.Assets.Count).Select(k => (ColumnName(k), Problem.Demand(task)[k]))
            .Where(d => d.Item2 > 0)];

    /// <summary>Name of a pool or issue.</summary>
    public string NameOf(int pool) => pool < world.Pools.Count ? world.Pools[pool].Name : world.Issues[pool - world.Pools.Count].Spec.Name;

    private string ColumnName(int column) =>
        column < kept.Kinds.Count ? Words.Kebab(((Resource)kept.Kinds[column]).ToString())
            : world.Assets[kept.Assets[column - kept.Kinds.Count]].Name;

    private (int Ppm, long Paid) Served(int task, int pool)
    {
        for (var at = Shares.Start[task]; at < Shares.Start[task + 1]; at++)
            if (Shares.Pool[at] == pool) return (Shares.Ppm[at], Shares.Payment[at]);
        return (0, 0);
    }

    private double Cost(int task, int pool)
    {
        var cost = 0.0;
        var demand = Problem.Demand(task);
        for (var k = 0; k < demand.Length; k++) cost += Report.Price[pool * demand.Length + k] * demand[k];
        return cost;
    }

    private string? Obstacle(int task, int pool)
    {
        if (!Problem.MayServe(task, pool))
            return Tasks[task].Job is null ? "not open to it" : "not open to it: other hardware, or too dear for its whole stay";
        var demand = Problem.Demand(task);
        for (var k = 0; k < demand.Length; k++)
            if (demand[k] > 0 && Problem.CapacityMilli[pool * demand.Length + k] == 0) return $"no {ColumnName(k)} free";
        return null;
    }
}
