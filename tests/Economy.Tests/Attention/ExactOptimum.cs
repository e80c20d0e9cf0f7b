using Economy.Attention;

namespace Economy.Tests.Attention;

/// <summary>The welfare-maximising linear programme on small instances, by the primal simplex with Bland's rule.</summary>
internal static class ExactOptimum
{
    internal static double Welfare(AllocationProblem problem, double[] scores) =>
        Welfare(problem.Tasks, problem.Pools, problem.Resources, scores, (i, u) => problem.Demand(i)[u % problem.Resources] / (double)problem.CapacityMilli[u]);

    /// <param name="ratio">Demand of task i over the capacity u = j·K + k.</param>
    internal static double Welfare(int n, int m, int resources, double[] scores, Func<int, int, double> ratio)
    {
        int columns = n * m, rows = n + m * resources;
        var a = new double[rows + 1, columns + rows + 1];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < m; j++)
            {
                a[i, i * m + j] = 1.0;
                a[rows, i * m + j] = -scores[i * m + j];
                for (int k = 0; k < resources; k++)
                    a[n + j * resources + k, i * m + j] = ratio(i, j * resources + k);
            }
        for (int r = 0; r < rows; r++) a[r, columns + r] = a[r, columns + rows] = 1.0;
        while (Pivot(a, rows, columns + rows)) { }
        return a[rows, columns + rows];
    }

    private static bool Pivot(double[,] a, int rows, int last)
    {
        int column = Enumerable.Range(0, last).FirstOrDefault(c => a[rows, c] < -1e-9, -1), row = -1;
        if (column < 0) return false;
        for (int r = 0; r < rows; r++)
            if (a[r, column] > 1e-10 && (row < 0 || a[r, last] / a[r, column] < a[row, last] / a[row, column] - 1e-13)) row = r;
        double pivot = a[row, column];
        for (int c = 0; c <= last; c++) a[row, c] /= pivot;
        for (int r = 0; r <= rows; r++)
        {
            double factor = a[r, column];
            if (r == row || factor == 0.0) continue;
            for (int c = 0; c <= last; c++) a[r, c] -= factor * a[row, c];
        }
        return true;
    }
}
