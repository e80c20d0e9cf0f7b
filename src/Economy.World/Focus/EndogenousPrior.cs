using Economy.Attention.Numerics;

namespace Economy.World.Focus;

/// <summary>
/// The prior odds of a rationally inattentive choice: those p that maximise the mean of ln Σ_k p_k·exp(u_sk/θ) over the states s that were
/// seen (Matějka and McKay 2015, lemma 2 and corollary 2). Found by p_k ← p_k·mean_s [exp(u_sk/θ) / Σ_j p_j·exp(u_sj/θ)] (Blahut 1972,
/// Arimoto 1972), with longer steps along the same way while they pay (after Matz and Duhamel 2004). Activities that were the same in
/// every state share the odds of one. Keeps working memory: one for each thread.
/// </summary>
public sealed class EndogenousPrior
{
    private const int MostRounds = 1000;
    private const double Least = 1e-40;   // Odds never fall below it, so that they can come back.
    private double[] factor = [];
    private double[] mean = [];
    private double[] plain = [];
    private double[] odds = [];
    private int[] group = [];

    /// <summary>Works out the odds.</summary>
    /// <param name="seen">[n × K] Utils per hour of each activity in each state; −∞ where it was out of view.</param>
    /// <param name="states">n ≥ 1.</param>
    /// <param name="informationCost">θ &gt; 0, in units of utility.</param>
    /// <param name="result">[K + 1] Receives the odds of each activity, then those of rest; they add up to 1.</param>
    /// <param name="tolerance">Nats that the value may lie below the best: a bound, ln max_k of the mean above.</param>
    public void Solve(ReadOnlySpan<float> seen, int states, double informationCost, Span<double> result, double tolerance = 1e-9)
    {
        var n = result.Length;
        if (group.Length < n) (mean, plain, odds, group) = (new double[n], new double[n], new double[n], new int[n]);
        if (factor.Length < states * n) factor = new double[states * n];
        var groups = Group(seen, states, n);
        Weigh(seen, states, informationCost, (n, groups));
        Iterate(states, groups, tolerance);
        mean.AsSpan(0, groups).Clear();
        for (var k = 0; k < n; k++) mean[group[k]]++;
        for (var k = 0; k < n; k++) result[k] = odds[group[k]] / mean[group[k]];
    }

    /// <summary>Numbers what differs in some state; what never does has the same number.</summary>
    private int Group(ReadOnlySpan<float> seen, int states, int n)
    {
        var groups = 0;
        for (var k = 0; k < n; k++)
        {
            var first = 0;
            while (first < k && !IsSame(seen, states, n - 1, (first, k))) first++;
            group[k] = first < k ? group[first] : groups++;
        }

        return groups;
    }

    private static bool IsSame(ReadOnlySpan<float> seen, int states, int activities, (int One, int Other) pair)
    {
        for (var s = 0; s < states; s++)
        {
            var other = pair.Other == activities ? 0 : seen[s * activities + pair.Other];
            if (seen[s * activities + pair.One] != other) return false;
        }

        return true;
    }

    /// <summary>[states × groups] exp(u/θ) over its greatest in each state: what is common to a state drops out.</summary>
    private void Weigh(ReadOnlySpan<float> seen, int states, double informationCost, (int All, int Groups) n)
    {
        for (var s = 0; s < states; s++)
        {
            var row = seen.Slice(s * (n.All - 1), n.All - 1);
            var top = 0.0;
            foreach (var u in row) top = Math.Max(top, u);
            for (var k = 0; k < n.All; k++)
            {
                var u = k == n.All - 1 ? 0 : row[k];
                factor[s * n.Groups + group[k]] = float.IsNegativeInfinity(u) ? 0 : DeterministicMath.Exp((u - top) / informationCost);
            }
        }
    }

    private void Iterate(int states, int n, double tolerance)
    {
        odds.AsSpan(0, n).Fill(1.0 / n);
        var (step, before) = (1.0, double.NegativeInfinity);
        for (var round = 0; round < MostRounds; round++)
        {
            var value = Means(states, n);
            if (value < before)
            {
                plain.AsSpan(0, n).CopyTo(odds);
                (step, before) = (1, double.NegativeInfinity);
                continue;
            }

            var most = 0.0;
            for (var k = 0; k < n; k++) most = Math.Max(most, mean[k]);
            if (most <= 1 + tolerance) return;
            (step, before) = (Math.Min(64, step * 1.5), value);
            Go(n, step);
        }
    }

    /// <summary>The factor by which each of the odds goes.</summary>
    /// <returns>The mean of ln Σ p·exp(u/θ), but for what is common to each state.</returns>
    private double Means(int states, int n)
    {
        var value = 0.0;
        mean.AsSpan(0, n).Clear();
        for (var s = 0; s < states; s++)
        {
            var row = factor.AsSpan(s * n, n);
            var sum = 0.0;
            for (var k = 0; k < n; k++) sum += odds[k] * row[k];
            value += DeterministicMath.Log(sum) / states;
            for (var k = 0; k < n; k++) mean[k] += row[k] / (sum * states);
        }

        return value;
    }

    /// <summary>Goes a step, and keeps where the plain one leads: that one never makes things worse.</summary>
    private void Go(int n, double step)
    {
        var (total, plainTotal) = (0.0, 0.0);
        for (var k = 0; k < n; k++)
        {
            plain[k] = Math.Max(Least, odds[k] * mean[k]);
            plainTotal += plain[k];
            odds[k] = Math.Max(Least, odds[k] * DeterministicMath.Pow(mean[k], step));
            total += odds[k];
        }

        for (var k = 0; k < n; k++) (plain[k], odds[k]) = (plain[k] / plainTotal, odds[k] / total);
    }
}
