using MathNet.Numerics.LinearAlgebra;

namespace Economy.Experiments.Calibration;

/// <summary>
/// Least squares on the unit cube without derivatives: damped Gauss–Newton steps (Marquardt, SIAM Journal on Applied Mathematics 11 (1963)
/// 431–441) on a linear model of the residuals through simulated neighbours, as in the derivative-free method of Cartis, Fiala, Marteau and
/// Roberts, ACM Transactions on Mathematical Software 45 (2019) 32. A sum of squares whose residuals are of very different precision lies
/// in a narrow valley, along which a simplex takes for ever and this few steps.
/// </summary>
internal static class GaussNewton
{
    private const double Gain = 1e-5, MostDamping = 1e7;

    /// <summary>The best point found.</summary>
    /// <param name="start">Where to set out.</param>
    /// <param name="residuals">
    /// Residuals at points, weighted; asked together where that is possible. Null where the budget is used up.
    /// </param>
    /// <param name="step">Distance of neighbours.</param>
    public static double[] Minimise(double[] start, Func<IReadOnlyList<double[]>, IReadOnlyList<Vector<double>>?> residuals, double step)
    {
        var (at, damping) = (start, 1e-3);
        if (residuals([at]) is not [var here]) return at;
        while (damping < MostDamping)
        {
            double[] steps = [.. at.Select(x => x + step > 1 ? -step : step)];
            if (residuals([.. at.Select((_, p) => Moved(at, p, steps[p]))]) is not { } around) return at;
            var slopes = Matrix<double>.Build.Dense(here.Count, at.Length, (m, p) => (around[p][m] - here[m]) / steps[p]);
            var (square, gradient) = (slopes.TransposeThisAndMultiply(slopes), slopes.TransposeThisAndMultiply(here));
            var before = here.DotProduct(here);
            for (; damping < MostDamping; damping *= 10)
            {
                var damped = square.Clone();
                for (var p = 0; p < at.Length; p++) damped[p, p] += damping * square[p, p] + 1e-12;
                var move = damped.Solve(-gradient);
                double[] next = [.. at.Select((x, p) => Math.Clamp(x + (double.IsFinite(move[p]) ? move[p] : 0), 0, 1))];
                if (residuals([next]) is not [var there]) return at;
                if (!(there.DotProduct(there) < before)) continue;
                (at, here, damping) = (next, there, damping / 10);
                break;
            }

            if (before - here.DotProduct(here) < Gain * before) break;
        }

        return at;
    }

    private static double[] Moved(double[] point, int parameter, double by) => [.. point.Select((x, p) => p == parameter ? x + by : x)];
}
