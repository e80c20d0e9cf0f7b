using Economy.Attention;

namespace Economy.Cli.Allocating;

/// <summary>
/// A real problem in whole units. Each resource has its own unit, money is multiplied by a power of two, and a task that wants
/// far more than all pools have of something stands for a 2^−e part of itself, of which full service is still out of reach:
/// so one giant does not make the unit too coarse for the rest, and the set of feasible allocations stays the same.
/// </summary>
internal sealed class PosedProblem
{
    private const int MostMoney = 40;          // binary digits of the greatest score in minor units
    private const double Giant = 16.0;         // demand over the capacity of all pools
    private const long Ample = 1024;           // capacity over all demand from which on it is as good as unlimited
    private const double LeastScore = -1e300;

    private readonly RealProblem _real;
    private readonly WholeUnit[] _unit;
    private readonly int[] _part;              // e
    private readonly bool[] _ample;
    private readonly int _money;

    internal PosedProblem(RealProblem real)
    {
        _real = real;
        int resources = Math.Max(1, real.Resources);
        Whole = new AllocationProblem(real.Pools, resources);
        Whole.EnsureTasks(real.Tasks);
        Whole.DemandMilli.AsSpan().Clear();
        _ample = new bool[real.Pools * resources];
        _unit = new WholeUnit[real.Resources];
        _part = Parts(real);
        _money = MoneyScale(real);
        Scores = real.Score is null ? BidScores.Instance : new PartScores(this);
        for (int i = 0; i < real.Tasks; i++) PoseTask(i);
        for (int k = 0; k < real.Resources; k++) PoseResource(k);
        if (real.Resources == 0) Whole.CapacityMilli.AsSpan().Fill(1);
    }

    internal AllocationProblem Whole { get; }

    internal IScoreModel Scores { get; }

    /// <summary>The share of the whole task.</summary>
    internal double Real(in Share share) => Math.ScaleB(share.Ppm / (double)Share.Whole, -_part[share.Task]);

    /// <summary>Money as in the problem.</summary>
    internal double Money(double minor) => Math.ScaleB(minor, -_money);

    /// <summary>[m × K] prices as in the problem.</summary>
    internal double[] Price(double[] whole)
    {
        var price = new double[_real.Pools * _real.Resources];
        for (int u = 0; u < price.Length; u++)
            if (!_ample[u]) price[u] = Money(whole[u]) * _unit[u % _real.Resources].PerUnit;
        return price;
    }

    /// <summary>
    /// Σ_i 2^−e_i·max(0, max_j(s_ij − λ_j·d_i)) + Σ λC in the numbers of the problem: no more than 2^−e of a task can be served.
    /// </summary>
    internal double Bound(double[] price)
    {
        int m = _real.Pools, resources = _real.Resources;
        double bound = 0.0;
        for (int u = 0; u < price.Length; u++) bound = Math.FusedMultiplyAdd(price[u], _real.Capacity[u], bound);
        for (int i = 0; i < _real.Tasks; i++)
        {
            double best = 0.0;
            for (int j = 0; j < m; j++)
            {
                if (!Whole.MayServe(i, j)) continue;
                double surplus = _real.Score is null ? _real.Bid[i] : _real.Score[i * m + j];
                if (!(surplus > best)) continue;
                for (int k = 0; k < resources; k++)
                {
                    double d = _real.Demand[i * resources + k];
                    surplus = d > 0.0 && _real.Capacity[j * resources + k] == 0.0 ? double.NegativeInfinity
                        : Math.FusedMultiplyAdd(-price[j * resources + k], d, surplus);
                }
                best = Math.Max(best, surplus);
            }
            bound += Math.ScaleB(best, -_part[i]);
        }
        return bound;
    }

    /// <summary>e of every task; −1 for one that needs what no pool has.</summary>
    private static int[] Parts(RealProblem real)
    {
        var total = new double[real.Resources];
        for (int u = 0; u < real.Capacity.Length; u++) total[u % real.Resources] += real.Capacity[u];
        var part = new int[real.Tasks];
        for (int i = 0; i < part.Length; i++)
            for (int k = 0; k < real.Resources; k++)
            {
                double d = real.Demand[i * real.Resources + k], giant = d / total[k];
                if (d > 0.0 && total[k] == 0.0) part[i] = -1;
                else if (part[i] >= 0 && d > 0.0 && giant > Giant)
                    part[i] = Math.Max(part[i], double.IsInfinity(giant) ? 1023 : Math.ILogB(giant));
            }
        return part;
    }

    private static int MoneyScale(RealProblem real)
    {
        double most = 0.0;
        foreach (double b in real.Bid) most = Math.Max(most, b);
        if (real.Score is not null)
            foreach (double s in real.Score) most = Math.Max(most, s);
        int digits = Math.Min(MostMoney, 60 - (int)uint.Log2((uint)real.Tasks));
        return most > 0.0 ? Math.Clamp(digits - 1 - Math.ILogB(most), -1000, 1000) : 0;
    }

    private void PoseTask(int i)
    {
        int words = Whole.EligibleWords;
        Whole.TaskId[i] = i;
        Whole.Indivisible[i] = false;
        Whole.WaitTicks[i] = _real.Waited?[i] ?? 0;
        Whole.Bid[i] = Math.ScaleB(Math.Max(0.0, _real.Bid[i]), _money - Math.Max(0, _part[i]));
        Span<ulong> mask = Whole.Eligible.AsSpan(i * words, words);
        if (_part[i] < 0)
        {
            _part[i] = 0;
            mask.Clear();
        }
        else if (_real.Eligible is null) mask.Fill(ulong.MaxValue);
        else _real.Eligible.AsSpan(i * words, words).CopyTo(mask);
    }

    private void PoseResource(int k)
    {
        int resources = _real.Resources;
        double most = 0.0;
        for (int i = 0; i < _real.Tasks; i++)
            if (IsServable(i)) most = Math.Max(most, PartDemand(i, k));
        WholeUnit unit = _unit[k] = WholeUnit.For(most, whole => AreMultiples(whole, k));
        long demanded = 1;
        for (int i = 0; i < _real.Tasks; i++)
            if (IsServable(i)) demanded += Whole.DemandMilli[i * resources + k] = unit.Up(PartDemand(i, k));
        for (int u = k; u < _real.Capacity.Length; u += resources)
        {
            long capacity = unit.Down(_real.Capacity[u]);
            _ample[u] = capacity / Ample > demanded;
            Whole.CapacityMilli[u] = _ample[u] ? demanded * Ample : capacity;
        }
    }

    private bool AreMultiples(WholeUnit unit, int k)
    {
        for (int u = k; u < _real.Capacity.Length; u += _real.Resources)
            if (!unit.Holds(_real.Capacity[u])) return false;
        for (int i = 0; i < _real.Tasks; i++)
            if (_part[i] == 0 && IsServable(i) && !unit.Holds(_real.Demand[i * _real.Resources + k])) return false;
        return true;
    }

    private bool IsServable(int i) => Whole.Eligible.AsSpan(i * Whole.EligibleWords, Whole.EligibleWords).ContainsAnyExcept(0UL);

    private double PartDemand(int i, int k) => Math.ScaleB(_real.Demand[i * _real.Resources + k], -_part[i]);

    /// <summary>The given scores in minor units, of the part that the task stands for.</summary>
    private sealed class PartScores(PosedProblem owner) : IScoreModel
    {
        public void Score(AllocationProblem problem, int first, int count, Span<double> scores, int stride)
        {
            int m = problem.Pools;
            for (int t = 0; t < count; t++)
            {
                double factor = Math.ScaleB(1.0, Math.Max(owner._money - owner._part[first + t], -1022));
                ReadOnlySpan<double> row = owner._real.Score.AsSpan((first + t) * m, m);
                for (int j = 0; j < m; j++) scores[j * stride + t] = Math.Max(LeastScore, row[j] * factor);
            }
        }
    }
}
