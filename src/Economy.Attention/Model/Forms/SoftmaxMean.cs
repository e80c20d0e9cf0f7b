using Economy.Attention.Numerics;

namespace Economy.Attention.Model.Forms;

/// <summary>Σ_i softmax_i(q_r·x_i)·x_i for several queries r in one pass, by a running maximum (Milakov and Gimelshein 2018).</summary>
internal sealed class SoftmaxMean
{
    private readonly int _width;
    private readonly double[] _most, _weight, _sum;

    internal SoftmaxMean(int rows, int width)
    {
        _width = width;
        (_most, _weight, _sum) = (new double[rows], new double[rows], new double[rows * width]);
        _most.AsSpan().Fill(double.NegativeInfinity);
    }

    /// <summary>Adds row x [width], seen by queries [rows × width].</summary>
    internal void Add(ReadOnlySpan<double> queries, ReadOnlySpan<double> x)
    {
        for (int r = 0; r < _most.Length; r++)
        {
            double logit = Reduction.Dot(queries.Slice(r * _width, _width), x);
            if (logit > _most[r]) Raise(r, logit);
            double e = DeterministicMath.Exp(logit - _most[r]);
            _weight[r] += e;
            Linear.AddScaled(e, x, _sum.AsSpan(r * _width, _width));
        }
    }

    /// <summary>Adds the rows that another has seen.</summary>
    internal void Add(SoftmaxMean other)
    {
        for (int r = 0; r < _most.Length; r++)
        {
            if (other._most[r] > _most[r]) Raise(r, other._most[r]);
            double e = DeterministicMath.Exp(other._most[r] - _most[r]);
            _weight[r] = Math.FusedMultiplyAdd(e, other._weight[r], _weight[r]);
            Linear.AddScaled(e, other._sum.AsSpan(r * _width, _width), _sum.AsSpan(r * _width, _width));
        }
    }

    /// <summary>[rows × width]; zero where nothing was added.</summary>
    internal double[] Means()
    {
        var means = new double[_sum.Length];
        for (int i = 0; i < means.Length; i++) means[i] = _weight[i / _width] > 0.0 ? _sum[i] / _weight[i / _width] : 0.0;
        return means;
    }

    private void Raise(int r, double most)
    {
        double e = DeterministicMath.Exp(_most[r] - most);   // 0 from −∞
        _most[r] = most;
        _weight[r] *= e;
        foreach (ref double v in _sum.AsSpan(r * _width, _width)) v *= e;
    }
}
