namespace Economy.Attention;

/// <summary>
/// What a task could gain by bidding something else than its value, all others as they are. No policy here is truthful; this
/// measures by how much.
/// </summary>
public static class Misreporting
{
    /// <summary>The misreports tried, as factors on the bid.</summary>
    public static IReadOnlyList<double> Factors { get; } = [0.5, 0.75, 0.9, 1.1, 1.5, 2.0, 4.0];

    /// <summary>
    /// The best gain in quasi-linear utility Σ_j q_ij·s_ij − payments, s_ij at the true bid, over <see cref="Factors"/>, and the
    /// factor that brings it; (0, 1) where none is better than the truth.
    /// </summary>
    /// <param name="problem">The problem, with true bids.</param>
    /// <param name="task">Row of the task.</param>
    /// <param name="allocator">Makes the policy anew: each report meets it in the same state.</param>
    /// <param name="scores">The scores that the policy uses.</param>
    public static (double Gain, double Factor) Best(AllocationProblem problem, int task, Func<IAllocator> allocator, IScoreModel scores)
    {
        var value = new double[problem.Pools];
        scores.Score(problem, task, 1, value, 1);
        double truthful = Utility(problem, task, allocator(), value);
        (double Gain, double Factor) best = (0.0, 1.0);
        foreach (double factor in Factors)
        {
            double gain = Utility(problem.Bidding(task, factor * problem.Bid[task]), task, allocator(), value) - truthful;
            if (gain > best.Gain) best = (gain, factor);
        }
        return best;
    }

    private static double Utility(AllocationProblem problem, int task, IAllocator allocator, double[] value)
    {
        var net = new NetValue(task, value);
        allocator.Allocate(problem, net);
        return net.Sum;
    }

    private sealed class NetValue(int task, double[] value) : IShareConsumer
    {
        internal double Sum { get; private set; }

        public void Accept(ReadOnlySpan<Share> shares)
        {
            foreach (ref readonly Share share in shares)
                if (share.Task == task) Sum += share.Ppm / (double)Share.Whole * value[share.Pool] - share.Payment;
        }
    }
}
