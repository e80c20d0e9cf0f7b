using Economy.Attention.Numerics;

namespace Economy.Attention.Dual;

/// <summary>
/// How far one step may move each unknown, once Newton's steps have been seen to overshoot. The load of a pool falls in stairs as its price
/// rises: between two tasks of different density it is flat, and there the curvature says nothing of where the next stair is. The step of such
/// a price is too long by orders of magnitude, and shortening the step of all prices by one factor stops those that were right. So each
/// unknown has a bound of its own, a radius times its unit: τ·max(x_u, mean of x), a change of price that moves a task at the margin, whose
/// score is about what it would pay, by its own temperature. Over a unit the curvature of log-sum-exp changes by no more than a factor of
/// about e (generalised self-concordance: Bach 2010, section 2; Sun &amp; Tran-Dinh 2019), so that where Newton's step is r units long,
/// about log(1 + r) can be relied on.
/// </summary>
internal sealed class StepBox(int unknowns)
{
    private const double Growth = 3.0;

    private readonly double[] _unit = new double[unknowns];
    private double _radius = double.PositiveInfinity;

    /// <summary>Whether it bounds anything yet.</summary>
    internal bool Bounds => _radius < double.PositiveInfinity;

    /// <summary>Sets the units at x; <paramref name="value"/> stands for Σ x where all x are 0.</summary>
    internal void Measure(ReadOnlySpan<double> x, double temperature, double value)
    {
        double sum = Reduction.Sum(x), mean = (sum > 0.0 ? sum : value) / x.Length;
        for (int u = 0; u < x.Length; u++) _unit[u] = temperature * Math.Max(x[u], mean);
    }

    /// <summary>Narrows the box after a step that overshot.</summary>
    internal void Shrink(ReadOnlySpan<double> step, double length)
    {
        double most = 0.0;
        for (int u = 0; u < step.Length; u++) most = Math.Max(most, length * Math.Abs(step[u]) / _unit[u]);
        _radius = Math.Min(0.5 * most, DeterministicMath.Log(1.0 + most));
    }

    /// <summary>Widens the box after a step that did not.</summary>
    internal void Grow() => _radius *= Growth;

    /// <summary>Writes the bounds of the step; <paramref name="lower"/> holds those it has anyhow.</summary>
    internal void Limit(Span<double> lower, Span<double> upper)
    {
        for (int u = 0; u < _unit.Length; u++)
        {
            upper[u] = _radius * _unit[u];
            lower[u] = Math.Max(lower[u], -upper[u]);
        }
    }
}
