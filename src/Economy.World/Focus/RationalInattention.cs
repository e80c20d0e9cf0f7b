using Economy.Attention.Numerics;

namespace Economy.World.Focus;

/// <summary>
/// How an attention budget is spread: a_k = A·w_k·exp(u_k/θ) / (w_0 + Σ w_k'·exp(u_k'/θ)), w_0 standing for rest at utility 0
/// (Matějka and McKay 2015, theorem 1). The weights are the prior odds; with a flat prior they are all 1.
/// </summary>
public static class RationalInattention
{
    private static readonly double Ln2 = DeterministicMath.Log(2);

    /// <summary>Spreads <paramref name="attention"/> under a flat prior.</summary>
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

    /// <summary>Shares of attention under prior weights, and what an hour is worth.</summary>
    /// <param name="utility">[K] Net utility per hour of each activity; −∞ where it is out of view.</param>
    /// <param name="weight">[K + 1] Prior weight of each activity, then that of rest; not all 0 of what is in view.</param>
    /// <param name="informationCost">θ &gt; 0, in units of utility.</param>
    /// <param name="share">[K + 1] Receives the share of each activity, then that of rest.</param>
    /// <returns>
    /// Shadow price of an hour of attention, θ·ln(w_0 + Σ w_k·exp(u_k/θ)), utils: the value of the problem max Σ a_k·u_k −
    /// θ·Σ a_k·ln(a_k/(A·w_k)) by A.
    /// </returns>
    public static double Choose(ReadOnlySpan<double> utility, ReadOnlySpan<double> weight, double informationCost, Span<double> share)
    {
        var (n, top) = (utility.Length, weight[^1] > 0 ? 0 : double.NegativeInfinity);
        for (var k = 0; k < n; k++) if (weight[k] > 0) top = Math.Max(top, utility[k]);
        share[n] = weight[n] * DeterministicMath.Exp(-top / informationCost);
        var total = share[n];
        for (var k = 0; k < n; k++)
        {
            share[k] = double.IsNegativeInfinity(utility[k]) ? 0 : weight[k] * DeterministicMath.Exp((utility[k] - top) / informationCost);
            total += share[k];
        }

        for (var k = 0; k <= n; k++) share[k] /= total;
        return top + informationCost * DeterministicMath.Log(total);
    }

    /// <summary>Information that a choice rests on, bits: the divergence of its odds from the prior's, over what is in view.</summary>
    /// <param name="utility">[K] Net utility per hour; −∞ where it is out of view.</param>
    /// <param name="weight">[K + 1] Prior weights, rest last.</param>
    /// <param name="share">[K + 1] The odds chosen.</param>
    public static double Bits(ReadOnlySpan<double> utility, ReadOnlySpan<double> weight, ReadOnlySpan<double> share)
    {
        var (inView, nats) = (weight[^1], 0.0);
        for (var k = 0; k < utility.Length; k++) if (!double.IsNegativeInfinity(utility[k])) inView += weight[k];
        for (var k = 0; k < share.Length; k++)
            if (share[k] > 0) nats += share[k] * DeterministicMath.Log(share[k] * inView / weight[k]);
        return Math.Max(0, nats / Ln2);
    }

    /// <summary>Entropy of the attention given to activities, rest aside, bits; 0 where there is none.</summary>
    public static double Entropy(ReadOnlySpan<double> seconds)
    {
        var (total, nats) = (0.0, 0.0);
        foreach (var s in seconds) total += s;
        foreach (var s in seconds) if (s > 0) nats -= s / total * DeterministicMath.Log(s / total);
        return Math.Max(0, nats / Ln2);
    }
}
