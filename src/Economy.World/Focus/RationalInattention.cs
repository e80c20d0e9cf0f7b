using Economy.Attention.Numerics;

namespace Economy.World.Focus;

/// <summary>
/// How an attention budget is spread: a_k = A·exp(u_k/θ) / (1 + Σ exp(u_k'/θ)), the 1 being rest at utility 0
/// (Matějka and McKay 2015, theorem 1, with a flat prior).
/// </summary>
public static class RationalInattention
{
    /// <summary>Spreads <paramref name="attention"/>.</summary>
    /// <param name="utility">Net utility per hour of each activity; −∞ where it is out of view.</param>
    /// <param name="attention">Budget, seconds.</param>
    /// <param name="informationCost">θ &gt; 0, in units of utility.</param>
    /// <param name="seconds">Receives the seconds of each activity.</param>
    /// <returns>Seconds of rest.</returns>
    public static double Spread(ReadOnlySpan<double> utility, double attention, double informationCost, Span<double> seconds)
    {
        var top = 0.0;
        foreach (var u in utility) top = Math.Max(top, u);
        var rest = DeterministicMath.Exp(-top / informationCost);
        var total = rest;
        for (var k = 0; k < utility.Length; k++)
        {
            seconds[k] = double.IsNegativeInfinity(utility[k]) ? 0 : DeterministicMath.Exp((utility[k] - top) / informationCost);
            total += seconds[k];
        }

        for (var k = 0; k < utility.Length; k++) seconds[k] *= attention / total;
        return rest * attention / total;
    }
}
