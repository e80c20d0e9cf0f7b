using Economy.Attention.Learning;
using Economy.Attention.Model.Forms;
using Economy.Attention.Numerics;

namespace Economy.Attention.Policies;

/// <summary>
/// Attention of tasks to tasks (Vaswani et al. 2017): a_qi = softmax_i(W_q x_q · W_k x_i/√d) by what tasks ask for and how long they have
/// waited, never by bids; a task's weight w_i is the mean attention that it is paid. Learnt tick by tick: a step of <see cref="Adam"/> up
/// the value served J = Σ v_i·min(1, w_i/δ_i)/Σ v_i, v_i what tasks turned out to be worth and δ_i their dominant share of all capacity.
/// </summary>
internal sealed class TaskAttention
{
    private const int Width = 8, MostAskers = 64;

    private static readonly TrainingOptions Training = new();
    private readonly int _features;
    private readonly Parameters _parameters;
    private readonly Adam _adam;
    private double[] _rows = [], _attention = [], _keys = [];
    private int _tasks, _askers;

    /// <param name="resources">K.</param>
    internal TaskAttention(int resources)
    {
        _features = resources + 2;
        _parameters = new Parameters([("query", Width, _features), ("key", Width, _features)]);
        var random = new CounterRandom(1);
        double reach = 0.5 * Math.Sqrt(3.0 / _features);
        for (int i = 0; i < _parameters.Values.Length; i++) _parameters.Values[i] = reach * (2.0 * random.Uniform((ulong)i) - 1.0);
        _adam = new Adam(_parameters.Values.Length);
    }

    /// <summary>All that is learnt, to read or write in place.</summary>
    internal Span<double> Values => _parameters.Values;

    /// <summary>w [n] of the tasks of a problem: they sum to 1. Of more than 64 tasks, as many evenly spaced ones ask.</summary>
    internal double[] Weights(AllocationProblem problem)
    {
        Read(problem);
        var (weights, query) = (new double[_tasks], new double[Width]);
        if (_keys.Length < _tasks * Width) _keys = new double[_tasks * Width];
        if (_attention.Length < _tasks * _askers) _attention = new double[_tasks * _askers];
        for (int i = 0; i < _tasks; i++) Linear.Apply(_parameters["key"], Row(i), _keys.AsSpan(i * Width, Width));
        for (int q = 0; q < _askers; q++)
        {
            Linear.Apply(_parameters["query"], Row(Asker(q)), query);
            Span<double> row = _attention.AsSpan(q * _tasks, _tasks);
            for (int i = 0; i < _tasks; i++) row[i] = Reduction.Dot(query, _keys.AsSpan(i * Width, Width)) / Math.Sqrt(Width);
            Linear.Softmax(row);
            Linear.AddScaled(1.0 / _askers, row, weights);
        }

        return weights;
    }

    /// <summary>After <see cref="Weights"/>: a step, by what its tasks were worth.</summary>
    /// <param name="slope">[n] ∂J/∂w.</param>
    internal void Learn(ReadOnlySpan<double> slope)
    {
        double[] gradient = Gradient(slope);
        for (int p = 0; p < gradient.Length; p++) gradient[p] = -gradient[p];   // Adam descends
        _adam.Step(_parameters.Values, gradient, Training);
    }

    /// <summary>∂J/∂parameters, given ∂J/∂w [n].</summary>
    internal double[] Gradient(ReadOnlySpan<double> slope)
    {
        Parameters gradient = _parameters.Copy();
        Array.Clear(gradient.Values);
        double[] query = new double[Width], queryGradient = new double[Width];
        double[] scores = new double[_tasks], keyGradient = new double[_tasks * Width];
        for (int q = 0; q < _askers; q++)
        {
            Linear.Apply(_parameters["query"], Row(Asker(q)), query);
            for (int i = 0; i < _tasks; i++) scores[i] = slope[i] / _askers / Math.Sqrt(Width);
            Linear.SoftmaxGradient(_attention.AsSpan(q * _tasks, _tasks), scores);
            Array.Clear(queryGradient);
            for (int i = 0; i < _tasks; i++)
            {
                Linear.AddScaled(scores[i], _keys.AsSpan(i * Width, Width), queryGradient);
                Linear.AddScaled(scores[i], query, keyGradient.AsSpan(i * Width, Width));
            }

            Linear.AddOuter(queryGradient, Row(Asker(q)), gradient["query"]);
        }

        for (int i = 0; i < _tasks; i++) Linear.AddOuter(keyGradient.AsSpan(i * Width, Width), Row(i), gradient["key"]);
        return gradient.Values;
    }

    internal void Save(BinaryWriter state)
    {
        state.Write(_adam.Steps);
        foreach (double[] column in (double[][])[_parameters.Values, _adam.Mean, _adam.Square])
            foreach (double value in column) state.Write(value);
    }

    internal void Restore(BinaryReader state)
    {
        _adam.Steps = state.ReadInt64();
        foreach (double[] column in (double[][])[_parameters.Values, _adam.Mean, _adam.Square])
            for (int i = 0; i < column.Length; i++) column[i] = state.ReadDouble();
    }

    private int Asker(int q) => (int)((long)q * _tasks / _askers);

    private Span<double> Row(int task) => _rows.AsSpan(task * _features, _features);

    /// <summary>What tasks look like: log(1 + demand/mean demand) by resource, the same of the wait, and 1.</summary>
    private void Read(AllocationProblem problem)
    {
        (_tasks, _askers) = (problem.Tasks, Math.Min(MostAskers, problem.Tasks));
        if (_rows.Length < _tasks * _features) _rows = new double[_tasks * _features];
        var mean = new double[_features];
        for (int i = 0; i < _tasks; i++)
        {
            Span<double> row = Row(i);
            for (int k = 0; k < problem.Resources; k++) row[k] = problem.DemandMilli[i * problem.Resources + k];
            (row[^2], row[^1]) = (problem.WaitTicks[i], 1.0);
            Linear.AddScaled(1.0 / _tasks, row, mean);
        }

        for (int i = 0; i < _tasks; i++)
            for (int f = 0; f < _features - 1; f++) Row(i)[f] = mean[f] > 0.0 ? DeterministicMath.Log(1.0 + Row(i)[f] / mean[f]) : 0.0;
    }
}
