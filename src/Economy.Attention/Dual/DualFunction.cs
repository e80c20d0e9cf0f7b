using Economy.Attention.Rounding;

namespace Economy.Attention.Dual;

/// <summary>
/// The dual of design section 3 at a point, one attention pass an evaluation. Unknowns are x_jk = λ_jk·C_jk, the value of
/// all of a pool's resource, so that the gradient is relative slack, 1 − load/C, plus the pull of ε that makes prices
/// unique: (ε/2)·Σ C_jk·λ_jk²/λ̄_k with λ̄_k = Σ|s|/Σ_j C_jk, per resource so that units do not matter.
/// </summary>
internal sealed class DualFunction
{
    private const double Epsilon = 1e-6;

    private readonly AllocationProblem _problem;
    private readonly IScoreBackend _backend;
    private readonly double[] _resourceTotal, _floor;
    private AttentionPass _pass, _held;
    private double _scoreSum;

    internal DualFunction(AllocationProblem problem, IScoreBackend backend)
    {
        (_problem, _backend) = (problem, backend);
        backend.Prepare(problem);
        (_pass, _held) = (new AttentionPass(problem.Pools, problem.Resources), new AttentionPass(problem.Pools, problem.Resources));
        Best = new double[Unknowns];
        _floor = new double[Unknowns];
        for (int u = 0; u < Unknowns; u++) _floor[u] = problem.ReservePrice[u] * problem.CapacityMilli[u];
        _resourceTotal = new double[problem.Resources];
        for (int u = 0; u < Unknowns; u++) _resourceTotal[u % problem.Resources] += problem.CapacityMilli[u];
    }

    internal int Unknowns => _problem.CapacityMilli.Length;

    /// <summary>The least x: the value of all of a pool's resource at its reserve price.</summary>
    internal ReadOnlySpan<double> Floor => _floor;

    /// <summary>Evaluations so far.</summary>
    internal int Passes { get; private set; }

    /// <summary>The least upper bound on welfare that any evaluation gave; it holds at every λ ≥ 0 and every τ.</summary>
    internal double Bound { get; private set; } = double.PositiveInfinity;

    /// <summary>The x that gave it.</summary>
    internal double[] Best { get; }

    /// <summary>Unknowns that the curvature couples: all of them, or the K of one pool.</summary>
    internal int BlockSize => _pass.RowLength;

    internal void Evaluate(ReadOnlySpan<double> x, double temperature, Span<double> gradient)
    {
        double[] price = Prices(x);
        _backend.Pass(_problem, price, temperature, _pass);
        Passes++;
        _scoreSum = _pass.ScoreSum;
        double bound = _pass.Surplus + Certificate.CapacityValue(_problem, price);
        if (bound < Bound)
        {
            Bound = bound;
            x.CopyTo(Best);
        }
        for (int u = 0; u < x.Length; u++)
            gradient[u] = _problem.CapacityMilli[u] > 0 ? 1.0 - _pass.Load[u] / _problem.CapacityMilli[u] + Pull(u) * x[u] : 1.0;
    }

    /// <summary>Makes the last point the one whose <see cref="Curvature"/> is given, until another is held.</summary>
    internal void Hold() => (_pass, _held) = (_held, _pass);

    /// <summary>
    /// Writes the second derivative at the point held, in x, of the block that starts at unknown <paramref name="first"/>:
    /// its lower triangle [BlockSize × BlockSize], the diagonal raised by the damping.
    /// </summary>
    internal void Curvature(int first, double damping, Span<double> h)
    {
        int size = BlockSize;
        h.Clear();
        for (int r = 0; r < size; r++)
        {
            double rows = _problem.CapacityMilli[first + r];
            ref double diagonal = ref h[r * size + r];
            for (int c = 0; c <= r && rows > 0.0; c++)
                if (_problem.CapacityMilli[first + c] > 0)
                    h[r * size + c] = _held.Curvature[(first + r) * size + c] / (rows * _problem.CapacityMilli[first + c]);
            diagonal = rows > 0.0 ? diagonal * (1.0 + damping) + Pull(first + r) : 1.0;
        }
    }

    /// <summary>λ [m × K]; 0 where there is no capacity, since no task that needs it is eligible.</summary>
    internal double[] Prices(ReadOnlySpan<double> x)
    {
        var price = new double[x.Length];
        for (int u = 0; u < x.Length; u++)
            if (_problem.CapacityMilli[u] > 0) price[u] = x[u] / _problem.CapacityMilli[u];
        return price;
    }

    /// <summary>x = λ·C, and no less than the floor.</summary>
    internal double[] Values(ReadOnlySpan<double> price)
    {
        var x = new double[price.Length];
        for (int u = 0; u < x.Length; u++) x[u] = Math.Max(_floor[u], price[u] * _problem.CapacityMilli[u]);
        return x;
    }

    /// <summary>The largest relative slack of a resource priced above its floor, or excess of any.</summary>
    internal double Residual(ReadOnlySpan<double> x, ReadOnlySpan<double> gradient)
    {
        double most = 0.0, worst = 0.0;
        foreach (double v in x) most = Math.Max(most, v);
        for (int u = 0; u < x.Length; u++) worst = Math.Max(worst, x[u] - _floor[u] > 1e-6 * most ? Math.Abs(gradient[u]) : -gradient[u]);
        return worst;
    }

    private double Pull(int u) =>
        _scoreSum > 0.0 ? Epsilon * _resourceTotal[u % _problem.Resources] / (_scoreSum * _problem.CapacityMilli[u]) : 1.0;
}
