namespace Economy.Attention.Whole;

/// <summary>
/// An upper bound that knows that tasks are whole: at any u ≥ 0 no allocation is worth more than
/// Σ_i u_i + Σ_j max{Σ_i (s_ij − u_i)·x_i : Σ_i d_i·x_i ≤ C_j, x_i ∈ {0, 1}}, the Lagrangian dual of the generalised assignment problem in
/// which a task's being served once is relaxed (Fisher, Jaikumar and Van Wassenhove 1986). u is improved by subgradients with Polyak's
/// step (Held, Wolfe and Crowder 1974); the least bound on the way is kept, and each of them holds.
/// </summary>
internal static class KnapsackBound
{
    private const int Steps = 40;

    /// <param name="tasks">All tasks of the problem that are worth anything.</param>
    /// <param name="capacity">[m × K] milli-units.</param>
    /// <param name="welfare">Of an allocation: what the bound cannot fall below.</param>
    /// <param name="target">A bound that is low enough.</param>
    internal static double Of(WholeTasks tasks, long[] capacity, double welfare, double target)
    {
        int n = tasks.Row.Length, m = tasks.Pools;
        double[] u = new double[n];
        int[] taken = new int[n], open = new int[n];
        for (int x = 0; x < tasks.Score.Length; x++)
            if (tasks.Score[x] > 0.0) open[x / m]++;
        double least = double.PositiveInfinity, step = 1.0;
        int idle = 0;
        var knapsack = new Knapsack(tasks.Resources);
        var wanted = new List<(int, double)>();
        for (int round = 0; round < Steps && least > target; round++)
        {
            Array.Clear(taken);
            double bound = 0.0;
            foreach (double v in u) bound += v;
            for (int j = 0; j < m; j++)
            {
                wanted.Clear();
                for (int i = 0; i < n; i++)
                    if (tasks.Score[i * m + j] > u[i]) wanted.Add((i, tasks.Score[i * m + j] - u[i]));
                knapsack.Solve(wanted, tasks.Demand, capacity.AsSpan(j * tasks.Resources, tasks.Resources));
                bound += knapsack.Upper;
                foreach (int i in knapsack.Best) taken[i]++;
            }
            if (bound < least * (1.0 - 1e-4)) idle = 0;
            else if (++idle % 4 == 0) step *= 0.5;
            least = Math.Min(least, bound);
            double norm = 0.0;
            for (int i = 0; i < n; i++)
                if (open[i] > 1 && (taken[i] > 1 || u[i] > 0.0)) norm += (1.0 - taken[i]) * (1.0 - taken[i]);
            if (norm == 0.0) break;
            double length = step * Math.Max(0.0, bound - welfare) / norm;
            for (int i = 0; i < n; i++)
                if (open[i] > 1) u[i] = Math.Max(0.0, u[i] - length * (1.0 - taken[i]));
        }
        return least;
    }
}
