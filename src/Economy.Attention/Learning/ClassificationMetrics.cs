namespace Economy.Attention.Learning;

/// <summary>
/// Precision, recall and F1 of a classifier from its confusion matrix, entry [c·C + p] = cases of class c predicted as p. A
/// ratio without cases is 0.
/// </summary>
public sealed class ClassificationMetrics(int classes)
{
    private readonly long[] _confusion = new long[classes * classes];

    /// <summary>C.</summary>
    public int Classes => classes;

    /// <summary>Cases so far.</summary>
    public long Count { get; private set; }

    /// <summary>Cases of a class predicted as another.</summary>
    public long this[int actual, int predicted] => _confusion[actual * classes + predicted];

    /// <summary>Adds a case.</summary>
    public void Add(int actual, int predicted)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)predicted, (uint)classes, nameof(predicted));
        _confusion[actual * classes + predicted]++;
        Count++;
    }

    /// <summary>Of the cases predicted as c, how many are.</summary>
    public double Precision(int c) => Ratio(this[c, c], Enumerable.Range(0, classes).Sum(a => this[a, c]));

    /// <summary>Of the cases of class c, how many were predicted as such.</summary>
    public double Recall(int c) => Ratio(this[c, c], Enumerable.Range(0, classes).Sum(p => this[c, p]));

    /// <summary>Harmonic mean of precision and recall.</summary>
    public double F1(int c) => Ratio(2.0 * Precision(c) * Recall(c), Precision(c) + Recall(c));

    /// <summary>Part of all cases predicted rightly.</summary>
    public double Accuracy => Ratio(Enumerable.Range(0, classes).Sum(c => this[c, c]), Count);

    /// <summary>Mean over classes.</summary>
    public double MacroPrecision => Enumerable.Range(0, classes).Average(Precision);

    /// <summary>Mean over classes.</summary>
    public double MacroRecall => Enumerable.Range(0, classes).Average(Recall);

    /// <summary>Mean over classes of their F1.</summary>
    public double MacroF1 => Enumerable.Range(0, classes).Average(F1);

    private static double Ratio(double part, double whole) => whole > 0.0 ? part / whole : 0.0;
}
