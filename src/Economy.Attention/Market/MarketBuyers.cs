namespace Economy.Attention.Market;

/// <summary>A point of the interior: μ, z [n × m], y [n × m] and λ [m × K].</summary>
internal readonly ref struct MarketPoint(double mu, ReadOnlySpan<double> share, ReadOnlySpan<double> slack, ReadOnlySpan<double> price)
{
    internal readonly double Mu = mu;
    internal readonly ReadOnlySpan<double> Share = share, Slack = slack, Price = price;
}

/// <summary>The rows of a <see cref="BundleMarket"/>: data of the buyers and their part of a Newton step.</summary>
internal sealed class MarketBuyers
{
    private readonly double[] _budget, _score, _demand, _inverseCapacity;
    private readonly double[] _diagonal, _rank, _gradient;   // [m] of the buyer at hand: a_j = z/y, a∘s, g
    private readonly int _pools, _resources;

    internal MarketBuyers(double[] budget, double[] score, double[] demand, double[] inverseCapacity, int resources)
    {
        (_budget, _score, _demand, _inverseCapacity, _resources) = (budget, score, demand, inverseCapacity, resources);
        _pools = inverseCapacity.Length / resources;
        (_diagonal, _rank, _gradient) = (new double[_pools], new double[_pools], new double[_pools]);
        foreach (double s in score)
            if (s > 0.0) Entries++;
    }

    internal int Count => _budget.Length;

    /// <summary>Pairs that may trade.</summary>
    internal int Entries { get; }

    internal bool Open(int i, int j) => _score[i * _pools + j] > 0.0;

    internal double Demand(int i, int j, int k) => _demand[i * _resources + k] * _inverseCapacity[j * _resources + k];

    /// <summary>λ_j·D_ij.</summary>
    internal double Cost(int i, int j, ReadOnlySpan<double> price)
    {
        double cost = 0.0;
        for (int k = 0; k < _resources; k++) cost = Math.FusedMultiplyAdd(price[j * _resources + k], Demand(i, j, k), cost);
        return cost;
    }

    /// <summary>B_i·s_ij/u_i.</summary>
    internal double Gain(int i, int j, ReadOnlySpan<double> share) => _budget[i] * _score[i * _pools + j] / Utility(i, share);

    /// <summary>Σ B_i over buyers with an open pool.</summary>
    internal double Money()
    {
        double money = 0.0;
        for (int i = 0; i < Count; i++)
            if (_score.AsSpan(i * _pools, _pools).ContainsAnyInRange(double.Epsilon, double.MaxValue)) money += _budget[i];
        return money;
    }

    /// <summary>
    /// Adds Σ_j D·H⁻¹·Dᵀ of the buyer to the lower triangle of the system and takes D·H⁻¹·g from the right-hand side, where
    /// H = diag(y/z) + (B/u²)·s·sᵀ is inverted by Sherman and Morrison's formula.
    /// </summary>
    internal void Eliminate(int i, in MarketPoint at, Span<double> system, Span<double> right)
    {
        double factor = Prepare(i, at), along = Numerics.Reduction.Dot(_rank, _gradient);
        for (int j = 0, unknowns = right.Length; j < _pools; j++)
        {
            if (_diagonal[j] == 0.0) continue;
            double h = _diagonal[j] * _gradient[j] - factor * along * _rank[j];
            for (int k = 0; k < _resources; k++)
            {
                int u = j * _resources + k;
                double d = Demand(i, j, k), scaled = factor * _rank[j] * d;
                right[u] -= d * h;
                for (int l = 0; l <= k; l++) system[u * unknowns + j * _resources + l] += _diagonal[j] * d * Demand(i, j, l);
                for (int v = 0; v <= u; v++)
                    if (_rank[v / _resources] != 0.0) system[u * unknowns + v] -= scaled * _rank[v / _resources] * Demand(i, v / _resources, v % _resources);
            }
        }
    }

    /// <summary>Writes the buyer's Δz = −H⁻¹(g + DᵀΔλ).</summary>
    internal void Recover(int i, in MarketPoint at, ReadOnlySpan<double> priceStep, Span<double> step)
    {
        double factor = Prepare(i, at);
        for (int j = 0; j < _pools; j++)
            if (_diagonal[j] > 0.0) _gradient[j] += Cost(i, j, priceStep);
        double along = Numerics.Reduction.Dot(_rank, _gradient);
        for (int j = 0; j < _pools; j++) step[i * _pools + j] = factor * along * _rank[j] - _diagonal[j] * _gradient[j];
    }

    private double Prepare(int i, in MarketPoint point)
    {
        double utility = Utility(i, point.Share), curvature = 0.0;
        for (int j = 0; j < _pools; j++)
        {
            int at = i * _pools + j;
            bool open = Open(i, j);
            _diagonal[j] = open ? point.Share[at] / point.Slack[at] : 0.0;
            _rank[j] = open ? _diagonal[j] * _score[at] : 0.0;
            _gradient[j] = open ? Cost(i, j, point.Price) - _budget[i] * _score[at] / utility - point.Mu / point.Share[at] : 0.0;
            if (open) curvature = Math.FusedMultiplyAdd(_rank[j], _score[at], curvature);
        }
        double weight = utility > 0.0 ? _budget[i] / (utility * utility) : 0.0;
        return weight / (1.0 + weight * curvature);
    }

    private double Utility(int i, ReadOnlySpan<double> share)
    {
        double utility = 0.0;
        for (int j = 0; j < _pools; j++)
            if (Open(i, j)) utility = Math.FusedMultiplyAdd(_score[i * _pools + j], share[i * _pools + j], utility);
        return utility;
    }
}
