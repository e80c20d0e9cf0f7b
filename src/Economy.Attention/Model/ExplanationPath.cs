using Economy.Attention.Model.Forms;

namespace Economy.Attention.Model;

/// <summary>The line from average features to those of a pair, and the integral of each head's gradient along it.</summary>
internal sealed class ExplanationPath
{
    private const double Complete = 1e-8;
    private const int MostIntervals = 1 << 12;

    private static readonly double[] Node = [-0.9061798459386640, -0.5384693101056831, 0.0, 0.5384693101056831, 0.9061798459386640];
    private static readonly double[] Weight = [0.2369268850561891, 0.4786286704993665, 0.5688888888888889, 0.4786286704993665,
        0.2369268850561891];

    private readonly AttentionScores _scores;
    private readonly Network _network;
    private readonly double[] _p, _task, _pool;

    internal ExplanationPath(AttentionScores scores, int task, int pool)
    {
        (_scores, _network, _p) = (scores, scores.Model.Network, scores.Model.Parameters.Values);
        (_task, _pool) = (new double[_network.Form.TaskWidth], new double[_network.Form.PoolWidth]);
        scores.Model.TaskScale.Apply(scores.Features.TaskRow(task), _task);
        scores.Model.PoolScale.Apply(scores.Features.PoolRow(pool), _pool);
    }

    /// <summary>
    /// Gauss–Legendre quadrature of five points on 1, 2, 4, … intervals, until the contributions of every head sum to its logit.
    /// </summary>
    internal List<HeadExplanation> Explain()
    {
        double[] start = Parts(At(_task, 0), At(_pool, 0)), end = Parts(At(_task, 1), At(_pool, 1));
        for (int intervals = 1; ; intervals *= 2)
        {
            double[][] gradient = [.. start.Select(_ => new double[_task.Length + _pool.Length])];
            for (int i = 0; i < intervals; i++)
                for (int node = 0; node < Node.Length; node++)
                    AddGradient((i + 0.5 * (1.0 + Node[node])) / intervals, 0.5 * Weight[node] / intervals, gradient);
            var heads = new List<HeadExplanation>();
            bool complete = true;
            for (int h = 0; h < start.Length; h++)
            {
                double[] task = Contributions(_task, gradient[h].AsSpan(0, _task.Length)),
                    pool = Contributions(_pool, gradient[h].AsSpan(_task.Length));
                heads.Add(new HeadExplanation($"head {h + 1}", end[h], start[h], task, pool));
                complete &= Math.Abs(start[h] + task.Sum() + pool.Sum() - end[h]) <= Complete * Math.Max(1.0, Math.Abs(end[h]));
            }
            if (complete || intervals == MostIntervals) return heads;
        }
    }

    /// <summary>The features at t of the way: the constant stays.</summary>
    private static double[] At(double[] row, double t)
    {
        double[] scaled = [.. row.Select(v => t * v)];
        scaled[^1] = 1.0;
        return scaled;
    }

    private static double[] Contributions(double[] row, ReadOnlySpan<double> gradient)
    {
        var product = new double[row.Length - 1];
        for (int c = 0; c < product.Length; c++) product[c] = row[c] * gradient[c];
        return product;
    }

    private double[] Encoded(double[] x)
    {
        if (_network.Encoder is not { } encoder) return x;
        var encoded = new double[x.Length];
        encoder.Encode(_p, _scores.Round.States, x, encoded);
        return encoded;
    }

    /// <summary>
    /// What each head loses where one feature is made average: half with the other side as it is, half with that average too.
    /// </summary>
    internal List<HeadDrop> Drop()
    {
        double[] x = At(_task, 1), y = At(_pool, 1), averageTask = At(_task, 0), averagePool = At(_pool, 0);
        double[] full = Parts(x, y), task = Parts(x, averagePool), pool = Parts(averageTask, y);
        List<HeadDrop> drops = [.. full.Select(_ => new HeadDrop(new double[x.Length - 1], new double[y.Length - 1]))];
        for (int f = 0; f < x.Length - 1; f++)
        {
            double[] without = [.. x];
            without[f] = 0.0;
            double[] beside = Parts(without, y), alone = Parts(without, averagePool);
            for (int h = 0; h < full.Length; h++) drops[h].Task[f] = 0.5 * (full[h] - beside[h] + (task[h] - alone[h]));
        }
        for (int g = 0; g < y.Length - 1; g++)
        {
            double[] without = [.. y];
            without[g] = 0.0;
            double[] beside = Parts(x, without), alone = Parts(averageTask, without);
            for (int h = 0; h < full.Length; h++) drops[h].Pool[g] = 0.5 * (full[h] - beside[h] + (pool[h] - alone[h]));
        }
        return drops;
    }

    private double[] Parts(double[] task, double[] pool)
    {
        var parts = new double[_network.Form.Heads];
        _network.Form.Parts(_p, new Pair(Encoded(task), pool, _scores.Round.Shared), parts);
        return parts;
    }

    private void AddGradient(double t, double weight, double[][] gradient)
    {
        double[] x = At(_task, t), encoded = Encoded(x), y = At(_pool, t), one = new double[gradient.Length];
        for (int h = 0; h < gradient.Length; h++)
        {
            double[] behind = new double[x.Length];
            Array.Clear(one);
            one[h] = weight;
            Span<double> task = gradient[h].AsSpan(0, x.Length), pool = gradient[h].AsSpan(x.Length);
            var inputs = new PairGradient(_network.Encoder is null ? task : behind, pool, []);
            _network.Form.Backward(_p, new Pair(encoded, y, _scores.Round.Shared), one, [], inputs);
            _network.Encoder?.EncodeBackward(_p, _scores.Round.States, x, behind, new EncoderGradient([], [], task));
        }
    }
}
