using Economy.Attention;
using Economy.World.Boards;
using Economy.World.Tick;

namespace Economy.World.Tick.Allocate;

/// <summary>The tick's tasks, pools and issues as the allocator sees them. Its columns are filled anew for the next tick.</summary>
/// <param name="Layout">What its rows and columns mean.</param>
/// <param name="Rules">The rules in force.</param>
/// <param name="Problem">What the allocator is given.</param>
/// <param name="CommittedMilli">[m × 5] Held by jobs that started earlier.</param>
/// <param name="DemandedMilli">[m × 5] Asked for by tasks that may use the pool; then asked for of each issue.</param>
internal sealed record TickProblem(ProblemLayout Layout, Rules Rules, AllocationProblem Problem, long[] CommittedMilli, long[] DemandedMilli)
{
    /// <summary>See <see cref="ProblemLayout.Kinds"/>.</summary>
    public int[] Kinds => Layout.Kinds;

    /// <summary>See <see cref="ProblemLayout.Columns"/>.</summary>
    public int Columns => Problem.Resources;

    /// <summary>See <see cref="ProblemLayout.ColumnOf"/>.</summary>
    public int ColumnOf(int issue) => Layout.ColumnOf(issue);

    /// <summary>[m] Utilisation of each pool's fullest resource under an allocation, jobs that started earlier included.</summary>
    public ReadOnlySpan<double> Utilise(AllocationReport report)
    {
        var utilisation = new double[CommittedMilli.Length / Pool.Resources];
        for (var j = 0; j < utilisation.Length; j++)
        {
            for (var k = 0; k < Kinds.Length; k++)
            {
                var capacity = Rules.Pools[j].CapacityMilli[Kinds[k]];
                var held = CommittedMilli[j * Pool.Resources + Kinds[k]] + report.LoadMilli[j * Columns + k];
                if (capacity > 0) utilisation[j] = Math.Max(utilisation[j], held / (double)capacity);
            }
        }

        return utilisation;
    }
}
