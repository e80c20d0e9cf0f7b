using Economy.Attention.Dual;

namespace Economy.Attention.Market;

/// <summary>
/// The market equilibrium of Eisenberg and Gale (1959) for buyers of bundles: max Σ_i B_i·log Σ_j s_ij·z_ij subject to
/// Σ_i z_ij·D_ijk ≤ 1, D_ijk = d_ik/C_jk, by a primal-dual interior point method. A buyer's Hessian is diagonal plus rank
/// one, so a step costs about an attention pass and one dense m·K system. Holds three matrices [n × m].
/// </summary>
internal sealed class BundleMarket
{
    private const int MostSteps = 100;
    private const double Tolerance = 1e-10, Centring = 0.1, FractionToBoundary = 0.995;

    private readonly int _pools, _resources;
    private readonly MarketBuyers _buyers;
    private readonly double[] _slack, _step;               // y_ij ≥ 0 and Δz_ij
    private readonly double[] _room, _system, _priceStep;  // w_jk = 1 − Σ z·D, the Schur complement, Δλ
    private readonly double _money;

    /// <param name="budget">[n] B_i.</param>
    /// <param name="score">[n × m] s_ij; at most 0 where pool j is not open to i. Rows without a positive score get nothing.</param>
    /// <param name="demand">[n × K] d_ik, not all 0 where a score is positive.</param>
    /// <param name="inverseCapacity">[m × K] 1/C_jk, or 0 where no open buyer needs it.</param>
    /// <param name="resources">K.</param>
    internal BundleMarket(double[] budget, double[] score, double[] demand, double[] inverseCapacity, int resources)
    {
        _resources = resources;
        _pools = inverseCapacity.Length / resources;
        _buyers = new MarketBuyers(budget, score, demand, inverseCapacity, resources);
        Share = new double[score.Length];
        (_slack, _step) = (new double[score.Length], new double[score.Length]);
        (Price, _room, _priceStep) = (new double[inverseCapacity.Length], new double[inverseCapacity.Length],
            new double[inverseCapacity.Length]);
        _system = new double[inverseCapacity.Length * inverseCapacity.Length];
        _money = _buyers.Money();
        if (_money <= 0.0) return;
        Start();
        for (int step = 0; step < MostSteps && !(Gap() <= Tolerance * _money && Residual <= Tolerance) && Step(); step++) { }
    }

    /// <summary>[n × m] z_ij; a row may sum to more than 1.</summary>
    internal double[] Share { get; }

    /// <summary>[m × K] λ_jk·C_jk in money: what all of a resource sells for. They sum to all budgets.</summary>
    internal double[] Price { get; }

    /// <summary>Largest |λ_j·D_ij − B_i·s_ij/u_i − y_ij| relative to its terms: stationarity of the first-order conditions.</summary>
    internal double Residual { get; private set; } = double.PositiveInfinity;

    /// <summary>Σ y·z + Σ λ·w: complementary slackness.</summary>
    internal double Gap()
    {
        double gap = Numerics.Reduction.Dot(_slack, Share);
        return gap + Numerics.Reduction.Dot(Price, _room);
    }

    private void Start()
    {
        var load = new double[Price.Length];
        for (int i = 0; i < _buyers.Count; i++)
            for (int j = 0; j < _pools; j++)
                if (_buyers.Open(i, j))
                    for (int k = 0; k < _resources; k++) load[j * _resources + k] += _buyers.Demand(i, j, k);
        for (int j = 0; j < _pools; j++)
        {
            double most = 0.0;
            for (int k = 0; k < _resources; k++) most = Math.Max(most, load[j * _resources + k]);
            for (int i = 0; i < _buyers.Count; i++)
                if (_buyers.Open(i, j)) Share[i * _pools + j] = 0.5 / most;
        }
        Array.Fill(Price, _money / Price.Length);
        for (int i = 0; i < _buyers.Count; i++)
            for (int j = 0; j < _pools; j++)
                if (_buyers.Open(i, j))
                {
                    double cost = _buyers.Cost(i, j, Price), gain = _buyers.Gain(i, j, Share);
                    _slack[i * _pools + j] = Math.Max(0.0, cost - gain) + 0.1 * (cost + gain);
                }
        Measure();
    }

    /// <summary>Room left and stationarity at the present point.</summary>
    private void Measure()
    {
        Array.Fill(_room, 1.0);
        Residual = 0.0;
        for (int i = 0; i < _buyers.Count; i++)
            for (int j = 0; j < _pools; j++)
            {
                if (!_buyers.Open(i, j)) continue;
                double cost = _buyers.Cost(i, j, Price), gain = _buyers.Gain(i, j, Share);
                Residual = Math.Max(Residual, Math.Abs(cost - gain - _slack[i * _pools + j]) / (cost + gain));
                for (int k = 0; k < _resources; k++)
                    _room[j * _resources + k] =
                        Math.FusedMultiplyAdd(-Share[i * _pools + j], _buyers.Demand(i, j, k), _room[j * _resources + k]);
            }
    }

    /// <summary>One Newton step; false, at the old point, where the system is too close to singular for numbers.</summary>
    private bool Step()
    {
        int unknowns = Price.Length;
        double mu = Centring * Gap() / (_buyers.Entries + unknowns);
        Array.Clear(_system);
        for (int u = 0; u < unknowns; u++)
        {
            _system[u * unknowns + u] = _room[u] / Price[u];
            _priceStep[u] = mu / Price[u] - _room[u];
        }
        var here = new MarketPoint(mu, Share, _slack, Price);
        for (int i = 0; i < _buyers.Count; i++) _buyers.Eliminate(i, here, _system, _priceStep);
        Cholesky.Factor(_system, unknowns, 1e-300);
        Cholesky.Solve(_system, unknowns, _priceStep);
        for (int i = 0; i < _buyers.Count; i++) _buyers.Recover(i, here, _priceStep, _step);
        if (!double.IsFinite(Numerics.Reduction.Sum(_step)) || !double.IsFinite(Numerics.Reduction.Sum(_priceStep))) return false;
        Move(mu);
        Measure();
        return true;
    }

    private void Move(double mu)
    {
        var taken = new double[Price.Length];
        double length = 1.0 / FractionToBoundary;
        for (int i = 0; i < _buyers.Count; i++)
            for (int j = 0; j < _pools; j++)
            {
                int at = i * _pools + j;
                if (!_buyers.Open(i, j)) continue;
                length = Shorten(length, Share[at], _step[at]);
                length = Shorten(length, _slack[at], SlackStep(mu, at));
                for (int k = 0; k < _resources; k++)
                    taken[j * _resources + k] = Math.FusedMultiplyAdd(_step[at], _buyers.Demand(i, j, k), taken[j * _resources + k]);
            }
        for (int u = 0; u < taken.Length; u++)
            length = Shorten(Shorten(length, _room[u], -taken[u]), Price[u], _priceStep[u]);
        length *= FractionToBoundary;
        for (int at = 0; at < Share.Length; at++)
        {
            if (_slack[at] == 0.0) continue;
            _slack[at] += length * SlackStep(mu, at);
            Share[at] += length * _step[at];
        }
        for (int u = 0; u < Price.Length; u++) Price[u] += length * _priceStep[u];
    }

    private double SlackStep(double mu, int at) => (mu - _slack[at] * _step[at]) / Share[at] - _slack[at];

    private static double Shorten(double length, double value, double step) => value + length * step < 0.0 ? -value / step : length;
}
