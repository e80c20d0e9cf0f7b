using Economy.Attention.Tiles;

namespace Economy.Attention.Rounding;

/// <summary>
/// Who would rather have what another task got (envy as in Ghodsi et al., NSDI 2011), payments aside, among evenly spaced
/// tasks: all of them up to <see cref="Most"/>. To task i, what task l holds at pool j serves
/// f_j = min_k q_lj·d_lk/d_ik of it and is worth Σ_j s_ij·f_j/max(1, Σ_j f_j); a whole task needs f_j ≥ 1 at one pool.
/// </summary>
internal sealed class EnvySample
{
    internal const int Most = 256;
    private const double Noticeable = 1e-3;   // of what full service at the best pool is worth: rounding is no reason for envy

    private readonly AllocationProblem _problem;
    private readonly int _size;
    private readonly double[] _score;   // [S × m], 0 where the pool may not serve
    private readonly int[] _ppm;        // [S × m]

    internal EnvySample(AllocationProblem problem)
    {
        _problem = problem;
        _size = Math.Min(Most, problem.Tasks);
        _score = new double[_size * problem.Pools];
        _ppm = new int[_size * problem.Pools];
    }

    /// <summary>The first task of the sample from <paramref name="task"/> on; beyond all tasks where there is none.</summary>
    internal int From(int task)
    {
        int sampled = SampledFrom(task);
        return sampled < _size ? TaskOf(sampled) : _problem.Tasks;
    }

    /// <summary>Notes the row of parts per million of a task of the sample. From any thread.</summary>
    internal void Note(TaskTile tile, int t, ReadOnlySpan<int> row)
    {
        int sampled = SampledFrom(tile.First + t);
        row.CopyTo(_ppm.AsSpan(sampled * row.Length));
        for (int j = 0; j < row.Length; j++) _score[sampled * row.Length + j] = Math.Max(0.0, tile.ScoreAt(j, t));
    }

    /// <summary>The share of the sample that envies another of it; 0 without tasks.</summary>
    internal double Share()
    {
        int envious = 0;
        for (int i = 0; i < _size; i++)
            if (Envies(i)) envious++;
        return _size > 0 ? envious / (double)_size : 0.0;
    }

    private bool Envies(int i)
    {
        double best = 0.0, own = Worth(i, i);
        foreach (double s in _score.AsSpan(i * _problem.Pools, _problem.Pools)) best = Math.Max(best, s);
        if (own >= best * (1.0 - Noticeable)) return false;
        for (int l = 0; l < _size; l++)
            if (l != i && Worth(i, l) > own + Noticeable * best) return true;
        return false;
    }

    /// <summary>What the row of l is worth to i.</summary>
    private double Worth(int i, int l)
    {
        double worth = 0.0, sum = 0.0, whole = 0.0;
        for (int j = 0, m = _problem.Pools; j < m; j++)
        {
            int ppm = _ppm[l * m + j];
            if (ppm == 0) continue;
            double served = Served(_problem.Demand(TaskOf(i)), _problem.Demand(TaskOf(l)), ppm / (double)Attention.Share.Whole);
            worth += _score[i * m + j] * served;
            sum += served;
            if (served >= 1.0) whole = Math.Max(whole, _score[i * m + j]);
        }
        return _problem.Indivisible[TaskOf(i)] ? whole : worth / Math.Max(1.0, sum);
    }

    private static double Served(ReadOnlySpan<int> wanted, ReadOnlySpan<int> held, double part)
    {
        double served = 1.0;
        for (int k = 0; k < wanted.Length; k++)
            if (wanted[k] > 0) served = Math.Min(served, part * held[k] / wanted[k]);
        return served;
    }

    private int SampledFrom(int task) => (int)(((long)task * _size + _problem.Tasks - 1) / _problem.Tasks);

    private int TaskOf(int sampled) => (int)((long)sampled * _problem.Tasks / _size);
}
