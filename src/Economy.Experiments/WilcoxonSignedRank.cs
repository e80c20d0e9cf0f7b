namespace Economy.Experiments;

/// <summary>
/// Wilcoxon's signed-rank test of paired differences, one-sided: that they tend to be positive. Exact at any size: the null
/// distribution of the rank sum is summed up sign by sign, at the mid-ranks where differences tie. Differences of zero are left out.
/// Source: Hollander, Wolfe and Chicken, Nonparametric Statistical Methods, 3rd edition, section 3.1.
/// </summary>
/// <param name="RankSum">T⁺: sum of the ranks of positive differences.</param>
/// <param name="Pairs">Differences that are not zero.</param>
/// <param name="PValue">Probability of a rank sum at least as large where the signs are tosses of a fair coin; 1 without pairs.</param>
public readonly record struct WilcoxonSignedRank(double RankSum, int Pairs, double PValue)
{
    /// <summary>Tests paired differences.</summary>
    /// <exception cref="ArgumentException">A difference is not a number.</exception>
    public static WilcoxonSignedRank Of(IEnumerable<double> differences)
    {
        var ordered = differences.Where(d => d != 0).OrderBy(Math.Abs).ToList();
        if (ordered.Exists(double.IsNaN)) throw new ArgumentException("A difference is not a number.", nameof(differences));
        var twiceRank = TwiceMidRanks(ordered);
        var twiceSum = 0;
        for (var i = 0; i < ordered.Count; i++)
            if (ordered[i] > 0) twiceSum += twiceRank[i];
        return new WilcoxonSignedRank(twiceSum / 2.0, ordered.Count, UpperTail(twiceRank, twiceSum));
    }

    /// <summary>Whole numbers, so that sums of mid-ranks are exact.</summary>
    private static int[] TwiceMidRanks(List<double> ordered)
    {
        var ranks = new int[ordered.Count];
        for (var first = 0; first < ranks.Length;)
        {
            var next = first + 1;
            while (next < ranks.Length && Math.Abs(ordered[next]) == Math.Abs(ordered[first])) next++;
            ranks.AsSpan(first, next - first).Fill(first + 1 + next);
            first = next;
        }

        return ranks;
    }

    private static double UpperTail(int[] ranks, int atLeast)
    {
        var probability = new double[ranks.Sum() + 1];
        probability[0] = 1;
        var most = 0;
        foreach (var rank in ranks)
        {
            most += rank;
            for (var sum = most; sum >= 0; sum--) probability[sum] = (probability[sum] + (sum >= rank ? probability[sum - rank] : 0)) / 2;
        }

        var tail = 0.0;
        for (var sum = most; sum >= atLeast; sum--) tail += probability[sum];
        return Math.Min(1, tail);
    }
}
