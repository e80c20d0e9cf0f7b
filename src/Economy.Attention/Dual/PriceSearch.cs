using Economy.Attention.Rounding;
using Economy.Attention.Scores;
using Economy.Attention.Tiles;

namespace Economy.Attention.Dual;

/// <summary>The search for the prices of one problem, and for prices that bound its welfare more tightly.</summary>
internal sealed class PriceSearch(AllocationProblem problem, TileSweep sweep, IScoreBackend backend,
    AllocationOptions options) : IDisposable
{
    private readonly DualFunction _dual = new(problem, backend);
    private TaskSample? _sample;
    private TiledScoreBackend? _sampleBackend;
    private double _samplePasses, _certified = double.PositiveInfinity;
    private double[] _certifiedPrice = [];
    private bool _sampled;

    /// <summary>The least upper bound on welfare found so far.</summary>
    internal double Bound => Math.Min(Dual, _certified);

    /// <summary>[m × K] the prices that gave it.</summary>
    internal double[] BoundPrice => _certified < Dual ? _certifiedPrice : _dual.Prices(_dual.Best);

    /// <summary>Attention passes so far; those over a sample count by its size.</summary>
    internal int Passes => _dual.Passes + (int)Math.Ceiling(_samplePasses);

    /// <summary>Gives the sample's memory back.</summary>
    public void Dispose() => _sample?.Dispose();

    /// <summary>λ [m × K] at the temperature of the options, from those of a similar problem, or from nothing.</summary>
    internal double[] Find(double[] warm)
    {
        bool cold = warm.Length == 0;
        double[]? guess = cold
            ? OfSample(dual => dual.Values(
                StartingPrices.Find(Sample!.Problem, new TileSweep(Sample.Problem, Sample.Score, options.Threads))), options.Temperature,
                warm: false) : warm;
        double[] x = guess is null ? Start() : _dual.Values(guess);
        new DualSolver(_dual).Solve(x, new(options.Temperature, options.Tolerance, options.MaxPasses), warm: guess is not null, Start);
        double[] price = _dual.Prices(x);
        if (!backend.Certifies) Certify(price);
        if (problem.HasReserve) Certify(AboveReserve(price));
        return price;
    }

    /// <summary>The same prices, 0 where they are no more than the reserve: capacity that nobody pays more for bounds nothing.</summary>
    private double[] AboveReserve(double[] price)
    {
        var above = new double[price.Length];
        for (int u = 0; u < above.Length; u++) if (price[u] > problem.ReservePrice[u] * (1.0 + 1e-6)) above[u] = price[u];
        return above;
    }

    /// <summary>
    /// Lowers the bound by prices of smaller temperatures, which serve for nothing else, until it reaches the target or
    /// gains little. Returns them, to start from the next time; <paramref name="last"/> are those of the time before.
    /// </summary>
    internal double[] Polish(double[] price, double[] last, double target)
    {
        double bound = Bound;
        bool again = last.Length > 0 && Sample is not null;
        double[] at = again ? last : price;
        for (int stage = again ? 2 : 1; stage <= 2 && Bound > target; stage++)
        {
            double temperature = options.Temperature * (stage == 1 ? 0.3 : 0.1);
            if (OfSample(dual => dual.Values(at), temperature, warm: true) is { } sampled)
            {
                at = sampled;
                Certify(at);
            }
            else
            {
                double[] x = _dual.Values(at);
                new DualSolver(_dual).Solve(x,
                    new(temperature, options.Tolerance, _dual.Passes + options.PolishPasses / 2, () => Dual <= target), warm: true);
                at = _dual.Prices(x);
                if (!backend.Certifies) Certify(at);
            }
            if (Bound > bound * (1.0 - 1e-4)) break;
            bound = Bound;
        }
        return at;
    }

    private TaskSample? Sample
    {
        get
        {
            if (!_sampled && (_sample = TaskSample.Of(problem, backend)) is not null)
                _sampleBackend = backend is TiledScoreBackend tiled ? tiled.Over(_sample) : new TiledScoreBackend(_sample, options.Threads);
            _sampled = true;
            return _sample;
        }
    }

    /// <summary>The least bound of the passes, as far as it can be relied on.</summary>
    private double Dual => backend.Certifies ? _dual.Bound : double.PositiveInfinity;

    private void Certify(double[] price)
    {
        double certified = Certificate.Bound(problem, sweep, price);
        if (certified < _certified) (_certified, _certifiedPrice) = (certified, price);
    }

    private double[] Start() => _dual.Values(StartingPrices.Find(problem, sweep));

    /// <summary>λ of the sample; null where there is none.</summary>
    private double[]? OfSample(Func<DualFunction, double[]> start, double temperature, bool warm)
    {
        if (Sample is null) return null;
        var dual = new DualFunction(Sample.Problem, _sampleBackend!);
        double[] x = start(dual);
        new DualSolver(dual).Solve(x, new(temperature, options.Tolerance, options.MaxPasses), warm);
        _samplePasses += dual.Passes * Sample.Fraction(problem);
        return dual.Prices(x);
    }
}
