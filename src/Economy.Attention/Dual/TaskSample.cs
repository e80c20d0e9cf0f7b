using System.Buffers;

namespace Economy.Attention.Dual;

/// <summary>
/// A systematic sample of a large problem, its capacity shrunk alike and its scores kept: prices that are nearly right cost
/// a small part of a pass to find here. They prove nothing; the passes and bounds that follow go over all tasks.
/// </summary>
internal sealed class TaskSample : IScoreModel, IDisposable
{
    private const int Most = 1 << 15, MostScores = 1 << 20, Run = 16;   // runs of 16 neighbours, evenly spaced
    private const int PerUnknown = 20;                                  // fewer tasks than this for each price say too little

    private readonly double[] _score;   // [m × S]

    private TaskSample(AllocationProblem problem, IScoreBackend backend, int size)
    {
        Problem = new AllocationProblem(problem.Pools, problem.Resources);
        Problem.EnsureTasks(size);
        _score = ArrayPool<double>.Shared.Rent(problem.Pools * size);
        int words = problem.EligibleWords, resources = problem.Resources;
        for (int to = 0; to < size; to += Run)
        {
            int from = (int)((2L * to + Run) * problem.Tasks / (2L * size)) - Run / 2;
            problem.Bid.AsSpan(from, Run).CopyTo(Problem.Bid.AsSpan(to));
            problem.DemandMilli.AsSpan(from * resources, Run * resources).CopyTo(Problem.DemandMilli.AsSpan(to * resources));
            problem.Eligible.AsSpan(from * words, Run * words).CopyTo(Problem.Eligible.AsSpan(to * words));
            backend.Score(problem, from, Run, _score.AsSpan(to), size);
        }
        problem.ReservePrice.CopyTo(Problem.ReservePrice, 0);
        for (int u = 0; u < problem.CapacityMilli.Length; u++)
            if (problem.CapacityMilli[u] > 0) Problem.CapacityMilli[u] = Math.Max(1L, (long)(problem.CapacityMilli[u] * Fraction(problem)));
    }

    /// <summary>The sampled tasks.</summary>
    internal AllocationProblem Problem { get; }

    /// <summary>Sampled tasks over all tasks.</summary>
    internal double Fraction(AllocationProblem problem) => Problem.Tasks / (double)problem.Tasks;

    /// <summary>Null where a sample would be most of the problem, or too small for its prices.</summary>
    internal static TaskSample? Of(AllocationProblem problem, IScoreBackend backend)
    {
        int size = Math.Min(Most, MostScores / problem.Pools) / Run * Run;
        return problem.Tasks / 4 < size || size < PerUnknown * problem.CapacityMilli.Length ? null : new TaskSample(problem, backend, size);
    }

    /// <summary>Gives the scores' memory back.</summary>
    public void Dispose() => ArrayPool<double>.Shared.Return(_score);

    /// <inheritdoc/>
    public void Score(AllocationProblem problem, int first, int count, Span<double> scores, int stride)
    {
        for (int j = 0; j < problem.Pools; j++)
            _score.AsSpan(j * problem.Tasks + first, count).CopyTo(scores[(j * stride)..]);
    }
}
