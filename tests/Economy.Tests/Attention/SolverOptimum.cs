using System.Runtime.InteropServices;
using Economy.Attention;
using Economy.Tests.Support;
using Google.OrTools.LinearSolver;

namespace Economy.Tests.Attention;

/// <summary>The most welfare of any allocation, by Google's OR-Tools: GLOP where tasks may be shared out, SCIP where they are whole.</summary>
internal static class SolverOptimum
{
    private const long TimeLimitMilliseconds = 10_000;

    static SolverOptimum() =>
        NativeLibrary.SetDllImportResolver(typeof(Solver).Assembly, (_, _, _) => NativeLibrary.Load(Packages.PathOf("Solver")));

    /// <param name="problem">The tasks and pools.</param>
    /// <param name="score">What task i is worth at pool j.</param>
    /// <param name="whole">Whether tasks are whole.</param>
    /// <returns>The optimum; null where the solver did not find it in ten seconds.</returns>
    internal static double? Welfare(AllocationProblem problem, Func<int, int, double> score, bool whole)
    {
        using Solver solver = Solver.CreateSolver(whole ? "SCIP" : "GLOP");
        solver.SetTimeLimit(TimeLimitMilliseconds);
        Constraint[] capacity = [.. problem.CapacityMilli.Select(c => solver.MakeConstraint(double.NegativeInfinity, c / 1000.0))];
        Objective objective = solver.Objective();
        objective.SetMaximization();
        for (int i = 0; i < problem.Tasks; i++)
        {
            Constraint once = solver.MakeConstraint(double.NegativeInfinity, 1.0);
            for (int j = 0; j < problem.Pools; j++)
            {
                if (!problem.MayServe(i, j) || !(score(i, j) > 0.0) || !problem.MayHold(i, j)) continue;
                Variable share = whole ? solver.MakeIntVar(0.0, 1.0, "") : solver.MakeNumVar(0.0, 1.0, "");
                once.SetCoefficient(share, 1.0);
                objective.SetCoefficient(share, score(i, j));
                for (int k = 0; k < problem.Resources; k++) capacity[j * problem.Resources + k].SetCoefficient(share, problem.Demand(i)[k] / 1000.0);
            }
        }
        return solver.Solve() == Solver.ResultStatus.OPTIMAL ? objective.Value() : null;
    }
}
