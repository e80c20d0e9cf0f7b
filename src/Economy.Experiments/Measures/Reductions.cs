using Economy.Core.Kinds;

namespace Economy.Experiments.Measures;

/// <summary>
/// How many numbers become one: the rows of a tick, or the ticks of a run. Numbers that are none are left out beforehand.
/// </summary>
public static class Reductions
{
    /// <summary>The name under which <see cref="WordLists"/> knows them.</summary>
    public const string ListName = "reductions";

    /// <summary>The one that takes a single number as it is, and refuses more.</summary>
    public const string Only = "only";

    private static readonly (string Word, string Meaning, Func<double[], double> Of)[] All =
    [
        (Only, "the one number there is", x => x.Length == 1 ? x[0]
            : throw new InvalidOperationException($"there are {x.Length} numbers where one was expected: say how they become one")),
        ("sum", "their sum", x => x.Sum()),
        ("mean", "their mean", Mean),
        ("median", "their median", x => Quantile(x, 0.5)),
        ("min", "the least", x => x.Min()),
        ("max", "the greatest", x => x.Max()),
        ("first", "the first", x => x[0]),
        ("last", "the last", x => x[^1]),
        ("change", "the last less the first", x => x[^1] - x[0]),
        ("growth", "the last over the first, less one", x => x[^1] / x[0] - 1),
        ("count", "how many there are", x => x.Length),
        ("sd", "their standard deviation, over one less than their number", x => Math.Sqrt(Variance(x))),
        ("variance", "their variance, over one less than their number", Variance),
        ("cv", "their standard deviation over their mean", x => Math.Sqrt(Variance(x)) / Mean(x)),
        ("gini", "their Gini coefficient", Gini),
        ("acf1", "their autocorrelation at lag one", Autocorrelation),
        ("slope", "the slope of the least-squares line through them, a step of one apart", Slope),
        ("p10", "the value that a tenth lie below", x => Quantile(x, 0.1)),
        ("p25", "the value that a quarter lie below", x => Quantile(x, 0.25)),
        ("p75", "the value that three quarters lie below", x => Quantile(x, 0.75)),
        ("p90", "the value that nine tenths lie below", x => Quantile(x, 0.9)),
        ("p99", "the value that 99 of 100 lie below", x => Quantile(x, 0.99)),
    ];

    /// <summary>Says the words to <see cref="WordLists"/>; doing it again changes nothing.</summary>
    public static void Register() => WordLists.Set(ListName, [.. All.Select(r => (r.Word, r.Meaning))]);

    /// <summary>The words.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. All.Select(r => r.Word)];

    /// <summary>Reduces numbers; not a number where there are none, of which there is only a count and a sum.</summary>
    /// <exception cref="ArgumentException">There is no such reduction.</exception>
    /// <exception cref="InvalidOperationException">There are several where the reduction takes one.</exception>
    public static double Of(string word, IEnumerable<double> values)
    {
        var reduction = Array.Find(All, r => r.Word == word);
        if (reduction.Of is null) throw new ArgumentException($"There is no reduction '{word}'.", nameof(word));
        double[] numbers = [.. values.Where(v => !double.IsNaN(v))];
        return numbers.Length == 0 && word is not ("sum" or "count") ? double.NaN : reduction.Of(numbers);
    }

    private static double Mean(double[] x) => x.Sum() / x.Length;

    private static double Variance(double[] x)
    {
        var mean = Mean(x);
        return x.Length < 2 ? double.NaN : x.Sum(v => (v - mean) * (v - mean)) / (x.Length - 1);
    }

    /// <summary>Between order statistics, linearly: Hyndman and Fan, The American Statistician 50 (1996) 361–365, definition 7.</summary>
    private static double Quantile(double[] x, double p)
    {
        double[] sorted = [.. x.Order()];
        var place = p * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }

    private static double Gini(double[] x)
    {
        double sum = 0, ranked = 0, n = x.Length;
        foreach (var (rank, value) in x.Order().Index()) (sum, ranked) = (sum + value, ranked + (rank + 1) * value);
        return sum == 0 ? 0 : 2 * ranked / (n * sum) - (n + 1) / n;
    }

    private static double Autocorrelation(double[] x)
    {
        var (mean, of) = (Mean(x), 0.0);
        for (var i = 1; i < x.Length; i++) of += (x[i] - mean) * (x[i - 1] - mean);
        return of / x.Sum(v => (v - mean) * (v - mean));
    }

    private static double Slope(double[] x)
    {
        var (middle, mean, of, spread) = ((x.Length - 1) / 2.0, Mean(x), 0.0, 0.0);
        foreach (var (i, value) in x.Index()) (of, spread) = (of + (i - middle) * (value - mean), spread + (i - middle) * (i - middle));
        return of / spread;
    }
}
