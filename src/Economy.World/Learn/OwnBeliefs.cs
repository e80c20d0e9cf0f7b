using System.Buffers;
using Economy.Attention;
using Economy.Attention.Learning;
using Economy.Core.State;
using Economy.World.Actors;
using Economy.World.Quality;
using Economy.World.Subsystems.Serving;

namespace Economy.World.Learn;

/// <summary>
/// Models of single subsystems: each scores the sessions of its subsystem, in place of the model that the others share, and learns from what
/// the place calls good of them. Where a place does not meet its visitors that is the quality with which they were served.
/// </summary>
internal sealed class OwnBeliefs : IScoreModel, IResumable
{
    private const int None = -1;

    private readonly IScoreModel shared;
    private readonly int[] rows;          // The subsystems' rows.
    private readonly int[] modelOf;       // By row of a subsystem.
    private readonly Learner[] learners;
    private readonly Column<TaskOutcome> outcomes = new();
    private int[] modelOfTask = [];
    private double[] good = [];
    private int[] served = [];   // Parts per million of each task.

    /// <param name="world">A world whose learning names subsystems.</param>
    /// <param name="features">What can be observed.</param>
    /// <param name="shared">Scores of all others.</param>
    /// <param name="threads">Threads used; results do not depend on it.</param>
    /// <param name="backend">The engine of learning; null is the default one.</param>
    public OwnBeliefs(WorldModel world, ObservedFeatures features, IScoreModel shared, int threads, ILearningBackend? backend)
    {
        this.shared = shared;
        rows = [.. world.Allocation.Learning!.BySubsystem!.Select(name => Array.FindIndex(world.Subsystems, s => s.Name == name))];
        modelOf = [.. Enumerable.Range(0, world.Subsystems.Length).Select(k => Array.IndexOf(rows, k))];
        learners = [.. rows.Select(k => new Learner(world, features, threads, backend, k))];
    }

    /// <summary>The learner of a subsystem; null where it has none of its own.</summary>
    public Learner? Of(int subsystem) => modelOf[subsystem] == None ? null : learners[modelOf[subsystem]];

    /// <summary>Whether a task of the tick that was looked at is left to the model that the others share.</summary>
    public bool IsShared(int task) => modelOfTask[task] == None;

    /// <summary>Takes in a tick's tasks and their features.</summary>
    public void Look(TaskList list)
    {
        var tasks = list.Count;
        if (modelOfTask.Length < tasks)
        {
            var room = tasks + tasks / 8;
            (modelOfTask, good, served) = (new int[room], new double[room], new int[room]);
        }

        for (var t = 0; t < tasks; t++) modelOfTask[t] = list[t].IsSession ? modelOf[list[t].Subsystem] : None;
        foreach (var learner in learners) learner.Look();
    }

    /// <inheritdoc />
    public void Score(AllocationProblem problem, int first, int count, Span<double> scores, int stride)
    {
        shared.Score(problem, first, count, scores, stride);
        var of = modelOfTask.AsSpan(first, count);
        double[]? own = null;
        for (var m = 0; m < learners.Length; m++)
        {
            if (!of.Contains(m)) continue;
            var pools = learners[m].Scores.Features.Pools;
            own ??= ArrayPool<double>.Shared.Rent(pools * count);
            learners[m].Scores.Score(problem, first, count, own, count);
            for (var j = 0; j < pools; j++)
                for (var t = 0; t < count; t++)
                    if (of[t] == m) scores[j * stride + t] = own[j * count + t];
        }

        if (own is not null) ArrayPool<double>.Shared.Return(own);
    }

    /// <summary>Learns from what places made of the sessions of the tick that was looked at, and of earlier ones that are over now.</summary>
    /// <param name="tick">The tick.</param>
    /// <param name="realised">Where they were served, and with which quality.</param>
    /// <param name="list">The tick's tasks.</param>
    /// <param name="received">What a place made of them, by its row; null where it does not meet its visitors one by one.</param>
    /// <remarks>What a place calls good is that of a whole session: of its pools, each counts by its share in what was served.</remarks>
    public void Learn(int tick, Realisation realised, TaskList list, Func<int, Reception?> received)
    {
        served.AsSpan(0, list.Count).Clear();
        foreach (ref readonly var share in realised.Shares) served[share.Task] += share.Ppm;
        for (var m = 0; m < learners.Length; m++)
        {
            var reception = received(rows[m]);
            if (reception is not null) Judge(reception);
            var shares = realised.Shares;
            outcomes.Clear();
            for (var s = 0; s < shares.Length; s++)
            {
                var task = shares[s].Task;
                if (modelOfTask[task] != m) continue;
                var was = reception is null ? realised.Quality[s] : good[task];
                if (!(was >= 0 || double.IsNaN(was))) continue;
                var weight = reception is null ? 1 : shares[s].Ppm / (double)served[task];
                outcomes.Add(new(task, shares[s].Pool, was, list[task].Owner, weight));
            }

            learners[m].Learn(tick, outcomes.Span, reception is null ? null : LateIn(reception));
        }
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        foreach (var learner in learners) learner.Save(state);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        foreach (var learner in learners) learner.Restore(state);
    }

    /// <summary>Writes what a place calls good of its guests' sessions, by task; not a number where that is not known yet.</summary>
    private void Judge(Reception at)
    {
        for (var g = 0; g < at.Meeting.Parts.Length; g++)
        {
            var (part, compute) = (at.Meeting.Parts[g], at.Scene.Guests[g].ServedPpm);
            good[at.Tasks[g]] = part.EnjoyedPpm == SessionPart.Open ? double.NaN
                : at.Meeting.Goods?[g] ?? (compute == 0 ? 0 : (double)part.EnjoyedPpm / compute);
        }
    }

    private static LateGoods LateIn(Reception at)
    {
        var over = new Dictionary<int, double>();
        foreach (var visit in at.Meeting.Delivered) over[visit.Participant] = visit.EnjoyedPpm / 1e6;
        return new LateGoods(over, at.Scene.Left);
    }
}
