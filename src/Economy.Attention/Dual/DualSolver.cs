using System.Buffers;
using Economy.Attention.Numerics;

namespace Economy.Attention.Dual;

/// <summary>Where a search for prices is to end.</summary>
/// <param name="Temperature">Target temperature.</param>
/// <param name="Tolerance">Residual there that is small enough.</param>
/// <param name="PassLimit">Passes of the dual, those it has had among them, at which it ends in any case.</param>
/// <param name="Enough">Ends it earlier; null where nothing does.</param>
internal readonly record struct SearchGoal(double Temperature, double Tolerance, int PassLimit, Func<bool>? Enough = null);

/// <summary>
/// Minimises the dual over λ ≥ 0, or over what is reserved, by damped projected Newton along a falling temperature: each step solves a quadratic
/// model on the orthant, and the slope at its end (no function values: they cancel) decides whether to shorten it. Where
/// short steps do not help, the temperature rises again for a while. From the first step of a search from cold that overshoots even when
/// shortened, a <see cref="StepBox"/> bounds each unknown's step instead. A search from warm prices does without: its bits are published.
/// </summary>
internal sealed class DualSolver
{
    private const double ColdTemperature = 0.1, HottestTemperature = 0.3;
    private const double CoolBelow = 0.2;      // residual from which on the temperature may fall
    private const double HeatAbove = 2.0;      // residual at which warm prices are no guide at the target temperature
    private const double NearEnough = 0.1;     // residual above which, out of passes, the prices of the best bound are better
    private const double ShortestStep = 0.07;
    private const int MostShrinks = 5;

    private readonly DualFunction _dual;
    private readonly double[] _lower, _upper, _slope, _step, _trial, _trialGradient, _gradient, _x;
    private readonly StepBox _box;
    private double _damping, _cooling;
    private bool _mayBound;

    internal DualSolver(DualFunction dual)
    {
        int n = dual.Unknowns;
        (_dual, _box) = (dual, new StepBox(n));
        (_x, _gradient, _lower, _slope) = (new double[n], new double[n], new double[n], new double[n]);
        (_step, _upper, _trial, _trialGradient) = (new double[n], new double[n], new double[n], new double[n]);
        Array.Fill(_upper, double.PositiveInfinity);
    }

    /// <summary>
    /// Improves x in place until the goal is reached. Where x is warm but far off, <paramref name="cold"/> replaces it.
    /// </summary>
    internal void Solve(Span<double> x, in SearchGoal goal, bool warm, Func<double[]>? cold = null)
    {
        var (target, tolerance, passLimit, enough) = goal;
        x.CopyTo(_x);
        (_damping, _cooling, _mayBound) = (1e-3, 0.4, !warm);
        double temperature = warm ? target : Math.Max(target, ColdTemperature);
        double residual = Evaluate(temperature);
        if (warm && residual > HeatAbove)
        {
            cold?.Invoke().CopyTo(_x, 0);
            temperature = Math.Max(target, Math.Min(ColdTemperature, 10.0 * target));
            residual = Evaluate(temperature);
        }
        while (_dual.Passes < passLimit && !(residual <= tolerance && temperature == target) && enough?.Invoke() != true)
        {
            Model(temperature);
            if (temperature > target && residual < CoolBelow)
            {
                temperature = Math.Max(target, temperature * _cooling);
                if (!Search(temperature, passLimit, cooled: true)) Evaluate(temperature);
            }
            else if (!Search(temperature, passLimit, cooled: false) && temperature < HottestTemperature && _dual.Passes < passLimit)
            {
                temperature = Math.Min(HottestTemperature, 3.0 * temperature);
                _cooling = Math.Sqrt(_cooling);
                Evaluate(temperature);
            }
            residual = _dual.Residual(_x, _gradient);
        }
        bool near = temperature == target && residual < NearEnough;
        (near ? _x : _dual.Best).CopyTo(x);
    }

    private double Evaluate(double temperature)
    {
        _dual.Evaluate(_x, temperature, _gradient);
        _dual.Hold();
        return _dual.Residual(_x, _gradient);
    }

    /// <summary>
    /// The step that minimises the quadratic model at x over x + step ≥ the floor, and in the box. Loads fall exponentially in prices
    /// where most tasks are priced out, so the model's slope is that of Newton's method on log(load/C): −r·log r for 1 − r.
    /// </summary>
    private void Model(double temperature)
    {
        for (int u = 0; u < _x.Length; u++)
        {
            double r = 1.0 - _gradient[u];
            _slope[u] = r > 0.0 ? -r * DeterministicMath.Log(r) : _gradient[u];
            _lower[u] = _dual.Floor[u] - _x[u];
        }
        if (_box.Bounds)
        {
            _box.Measure(_x, temperature, _dual.Bound);
            _box.Limit(_lower, _upper);
        }
        int size = _dual.BlockSize;
        double[] rented = ArrayPool<double>.Shared.Rent(size * size);
        Span<double> block = rented.AsSpan(0, size * size);
        for (int first = 0; first < _x.Length; first += size)
        {
            _dual.Curvature(first, _damping, block);
            BoxQuadratic.Minimise(block, _slope.AsSpan(first, size), _lower.AsSpan(first, size), _upper.AsSpan(first, size),
                _step.AsSpan(first, size));
        }
        ArrayPool<double>.Shared.Return(rented);
        CapStep();
    }

    /// <summary>At the optimum Σ λC is about the bound: where the model is too flat to know, a step ends at twice that.</summary>
    private void CapStep()
    {
        double most = 2.0 * _dual.Bound + Reduction.Sum(_dual.Floor), value = Reduction.Sum(_x), rise = Reduction.Sum(_step);
        if (value + rise <= most || rise <= 0.0) return;
        double part = Math.Clamp((most - value) / rise, 0.01, 1.0);
        foreach (ref double p in _step.AsSpan()) p *= part;
    }

    /// <summary>
    /// Shortens the step by secants of the slope until it no longer overshoots, and lengthens it again where that made it
    /// stay in a region that is all flat; false, at the old point, when it gets too short.
    /// </summary>
    private bool Search(double temperature, int passLimit, bool cooled)
    {
        if (_box.Bounds) return SearchInBox(temperature, passLimit, cooled, shrinks: 0);
        int overshot = 0;   // trials in a row
        double slope = Reduction.Dot(_gradient, _step), length = 1.0, shorter = 0.0, longer = double.NaN;
        while (true)
        {
            double reached = Try(length, temperature);
            bool over = reached > -0.5 * slope;
            overshot = over ? overshot + 1 : 0;
            if (over && overshot == 2 && _mayBound && _dual.Passes < passLimit)
            {
                Shrink(length, temperature);
                return SearchInBox(temperature, passLimit, cooled, shrinks: 1);
            }
            if (over)
            {
                longer = length;
                length = shorter > 0.0 ? 0.5 * (shorter + longer) : length * Math.Clamp(slope / (slope - reached), 0.1, 0.7);
            }
            else if (reached < 0.9 * slope && longer > 1.3 * length)
            {
                shorter = length;
                length = 0.5 * (shorter + longer);
            }
            else
            {
                Accept(length);
                return true;
            }
            if (_dual.Passes >= passLimit) return true;
            if (length >= ShortestStep) continue;
            return Failed();
        }
    }

    /// <summary>
    /// Narrows the box until the step no longer overshoots; false, at the old point, when that does not help. Where the temperature has just
    /// fallen the slope at the old point is that of a warmer dual, and no measure of this one: so the step is narrowed at most twice.
    /// </summary>
    private bool SearchInBox(double temperature, int passLimit, bool cooled, int shrinks)
    {
        for (; ; shrinks++)
        {
            double slope = Reduction.Dot(_gradient, _step);
            if (slope >= 0.0) return Failed();
            bool over = Try(1.0, temperature) > -0.5 * slope;
            if (!over || (cooled && shrinks > 1))
            {
                Accept(1.0);
                if (!over) _box.Grow();
                return true;
            }
            if (_dual.Passes >= passLimit) return true;
            if (shrinks == MostShrinks) return Failed();
            Shrink(1.0, temperature);
        }
    }

    private void Shrink(double length, double temperature)
    {
        _box.Measure(_x, temperature, _dual.Bound);
        _box.Shrink(_step, length);
        Model(temperature);
    }

    private bool Failed()
    {
        _damping = Math.Min(1.0, _damping * 10.0);
        return false;
    }

    private double Try(double length, double temperature)
    {
        for (int u = 0; u < _x.Length; u++) _trial[u] = Math.Max(_dual.Floor[u], Math.FusedMultiplyAdd(length, _step[u], _x[u]));
        _dual.Evaluate(_trial, temperature, _trialGradient);
        return Reduction.Dot(_trialGradient, _step);
    }

    private void Accept(double length)
    {
        _dual.Hold();
        _trial.CopyTo(_x, 0);
        _trialGradient.CopyTo(_gradient, 0);
        _damping = length < 1.0 ? Math.Min(1.0, _damping * 10.0) : Math.Max(1e-8, _damping * 0.1);
    }
}
