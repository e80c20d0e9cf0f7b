using Economy.Attention;
using static TorchSharp.torch;

namespace Economy.Learning;

/// <summary>The columns of one problem on a device, for the passes over it.</summary>
internal sealed class DeviceProblem : IDisposable
{
    private readonly Tensor bid;
    private readonly Tensor demand;
    private readonly Tensor? mask;      // [n × words], where not every pool may serve everyone
    private readonly Tensor? lacking;   // [m × K] 1 where a pool has nothing, where any has nothing
    private readonly Tensor bits;
    private readonly DeviceScores scores;

    public DeviceProblem(AllocationProblem problem, IScoreModel source, Device device, Precision precision)
    {
        Problem = problem;
        var (n, m, k, type) = (problem.Tasks, problem.Pools, problem.Resources, precision.Kept());
        scores = new DeviceScores(problem, source, device, precision);
        using var scope = NewDisposeScope();
        bid = Keep(tensor(problem.Bid[..n], [n, 1]));
        demand = Keep(tensor(problem.DemandMilli[..(n * k)], [n, k]));
        bits = tensor(Enumerable.Range(0, 64).Select(b => 1L << b).ToArray()).to(device, copy: true).DetachFromDisposeScope();
        if (problem.CapacityMilli.Contains(0))
            lacking = Keep(tensor(Array.ConvertAll(problem.CapacityMilli, c => c > 0 ? 0.0 : 1.0), [m, k]));
        var eligible = Eligible(problem);
        if (!IsOpen(problem, eligible))
            mask = tensor(Array.ConvertAll(eligible, w => unchecked((long)w)), [n, problem.EligibleWords]).to(device, copy: true).DetachFromDisposeScope();

        Tensor Keep(Tensor column) => column.to(device).to(type, copy: true).DetachFromDisposeScope();
    }

    public AllocationProblem Problem { get; }

    /// <summary>d [count × K].</summary>
    public Tensor Demand(int first, int count) => demand.narrow(0, first, count);

    /// <summary>
    /// s [count × m], −∞ where a pool may not serve, lacks a resource or is worth nothing; and the scale of each task
    /// [count × 1], its mean |s| over eligible pools or half of its best s, 0 where none is worth anything.
    /// </summary>
    public (Tensor Scores, Tensor Scale) Scores(int first, int count)
    {
        var s = scores.Of(first, count, bid.narrow(0, first, count));
        var open = Eligible(first, count);
        var size = open is null ? s.abs() : where(open, s.abs(), zeros_like(s));
        var eligible = open?.sum(1, keepdim: true).to(s.dtype).clamp(min: 1) ?? full_like(size.narrow(1, 0, 1), Problem.Pools);
        var worth = open is null ? s > 0 : open & (s > 0);
        var mean = size.sum(1, keepdim: true) / eligible;
        var best = s.masked_fill(~worth, 0).amax([1], keepdim: true);
        var scale = maximum(mean, best * AllocationOptions.LeastScale);
        return (s.masked_fill(~worth, double.NegativeInfinity), where(worth.any(1, keepdim: true), scale, zeros_like(mean)));
    }

    public void Dispose()
    {
        scores.Dispose();
        foreach (var column in (Tensor?[])[bid, demand, bits, mask, lacking]) column?.Dispose();
    }

    /// <summary>[count × m] which pools may serve and lack nothing; null where all do.</summary>
    private Tensor? Eligible(int first, int count)
    {
        var may = mask is null ? null
            : (mask.narrow(0, first, count).unsqueeze(2) & bits).ne(0).reshape(count, -1).narrow(1, 0, Problem.Pools);
        if (lacking is null) return may;
        var able = (Demand(first, count) > 0).to(lacking.dtype).matmul(lacking.t()).eq(0);
        return may is null ? able : may & able;
    }

    /// <summary>[n × words] the pools that may serve each task and are large enough for it where it is whole.</summary>
    private static ulong[] Eligible(AllocationProblem problem)
    {
        var eligible = problem.Eligible[..(problem.Tasks * problem.EligibleWords)];
        for (var i = 0; i < problem.Tasks; i++)
            for (var j = 0; problem.Indivisible[i] && j < problem.Pools; j++)
                if (!problem.MayHold(i, j)) eligible[i * problem.EligibleWords + (j >> 6)] &= ~(1UL << (j & 63));
        return eligible;
    }

    private static bool IsOpen(AllocationProblem problem, ulong[] eligible)
    {
        for (var word = 0; word < problem.EligibleWords; word++)
        {
            var all = problem.Pools - 64 * word >= 64 ? ulong.MaxValue : (1UL << (problem.Pools - 64 * word)) - 1;
            for (var i = word; i < problem.Tasks * problem.EligibleWords; i += problem.EligibleWords)
                if ((eligible[i] & all) != all) return false;
        }

        return true;
    }
}
