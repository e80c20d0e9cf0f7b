namespace Economy.Attention.Whole;

/// <summary>
/// The best set of whole tasks that one pool can hold: the knapsack with several resources, by depth-first branch and bound. Tasks go by
/// value over their weight in one surrogate constraint Σ_k w_k·d_ik ≤ Σ_k w_k·C_k (Glover 1968), whose fractional optimum (Dantzig 1957)
/// over what still fits by itself bounds each branch. After <see cref="MostNodes"/> branches those left are bounded only, so that
/// <see cref="Upper"/> always holds.
/// </summary>
/// <param name="resources">K.</param>
internal sealed class Knapsack(int resources)
{
    private const int MostNodes = 2_000;
    private const double Slack = 1.0 + 1e-12;   // beyond what sums of doubles lose

    private readonly List<(int Task, double Value, double Weight)> _items = [];
    private readonly long[] _free = new long[resources];
    private readonly double[] _weight = new double[resources];
    private readonly List<int> _chosen = [], _best = [];
    private int[] _demand = [];
    private int _nodes;

    /// <summary>What the best set found is worth.</summary>
    internal double Value { get; private set; }

    /// <summary>No set is worth more.</summary>
    internal double Upper { get; private set; }

    /// <summary>The tasks of the best set found.</summary>
    internal IReadOnlyList<int> Best => _best;

    /// <param name="tasks">Tasks that may be taken and what each is worth, in the order that breaks ties.</param>
    /// <param name="demand">[tasks × K] what they need, by number of the task.</param>
    /// <param name="capacity">[K] what there is.</param>
    internal void Solve(List<(int Task, double Value)> tasks, int[] demand, ReadOnlySpan<long> capacity)
    {
        _demand = demand;
        capacity.CopyTo(_free);
        _chosen.Clear();
        _best.Clear();
        (Value, Upper, _nodes) = (0.0, 0.0, 0);
        double least = double.PositiveInfinity;
        int first = 0;
        for (int way = 0; way <= resources; way++)   // all resources together, then each by itself: the one that bounds most tightly
        {
            Sort(tasks, way, capacity);
            double bound = Fractional(0);
            if (bound < least) (least, first) = (bound, way);
        }
        Sort(tasks, first, capacity);
        Branch(0, 0.0);
        Upper = Math.Max(Upper, Value) * Slack;
    }

    private void Sort(List<(int Task, double Value)> tasks, int way, ReadOnlySpan<long> capacity)
    {
        _items.Clear();
        for (int k = 0; k < resources; k++) _weight[k] = (way == 0 || way == k + 1) && capacity[k] > 0 ? 1.0 / capacity[k] : 0.0;
        foreach ((int task, double value) in tasks)
            if (value > 0.0 && Fits(task)) _items.Add((task, value, WeightOf(task)));
        var order = new (double Density, int At)[_items.Count];
        for (int at = 0; at < order.Length; at++) order[at] = (-_items[at].Value / Math.Max(_items[at].Weight, 1e-300), at);
        Array.Sort(order);
        var sorted = new (int, double, double)[order.Length];
        for (int at = 0; at < order.Length; at++) sorted[at] = _items[order[at].At];
        _items.Clear();
        _items.AddRange(sorted);
    }

    private void Branch(int at, double value)
    {
        while (at < _items.Count && !Fits(_items[at].Task)) at++;
        if (value > Value)
        {
            Value = value;
            _best.Clear();
            _best.AddRange(_chosen);
        }
        if (at == _items.Count) return;
        double bound = value + Fractional(at);
        if (bound <= Value * Slack) return;
        if (++_nodes > MostNodes)
        {
            Upper = Math.Max(Upper, bound);
            return;
        }
        Take(_items[at].Task, 1);
        _chosen.Add(_items[at].Task);
        Branch(at + 1, value + _items[at].Value);
        _chosen.RemoveAt(_chosen.Count - 1);
        Take(_items[at].Task, -1);
        Branch(at + 1, value);
    }

    /// <summary>The fractional optimum of the surrogate constraint over the items from one on that still fit by themselves.</summary>
    private double Fractional(int at)
    {
        double room = 0.0, value = 0.0;
        for (int k = 0; k < resources; k++) room += _weight[k] * _free[k];
        for (; at < _items.Count; at++)
        {
            var (task, worth, weight) = _items[at];
            if (!Fits(task)) continue;
            if (weight > room) return value + (weight > 0.0 ? worth * room / weight : worth);
            value += worth;
            room -= weight;
        }
        return value;
    }

    private bool Fits(int task)
    {
        for (int k = 0, at = task * resources; k < resources; k++)
            if (_demand[at + k] > _free[k]) return false;
        return true;
    }

    private double WeightOf(int task)
    {
        double weight = 0.0;
        for (int k = 0; k < resources; k++) weight += _weight[k] * _demand[task * resources + k];
        return weight;
    }

    private void Take(int task, int times)
    {
        for (int k = 0; k < resources; k++) _free[k] -= times * (long)_demand[task * resources + k];
    }
}
