namespace Economy.Experiments;

/// <summary>A mean over independent runs and its 95 % confidence band from Student's t.</summary>
/// <param name="Mean">The mean; not a number where no run says.</param>
/// <param name="HalfWidth">Half the width of the band; not a number below two runs.</param>
/// <param name="Runs">Runs that entered.</param>
public readonly record struct Estimate(double Mean, double HalfWidth, int Runs)
{
    /// <summary>The least that is possible.</summary>
    public double Least { get; init; } = double.NegativeInfinity;

    /// <summary>The most that is possible.</summary>
    public double Most { get; init; } = double.PositiveInfinity;

    /// <summary>Lower end of the band, not below what is possible.</summary>
    public double Low => Math.Max(Least, Mean - HalfWidth);

    /// <summary>Upper end of the band, not above what is possible.</summary>
    public double High => Math.Min(Most, Mean + HalfWidth);

    /// <summary>Whether the band ends at what is possible, and so is not even about the mean.</summary>
    public bool IsCut => Mean - HalfWidth < Least || Mean + HalfWidth > Most;

    /// <summary>
    /// Two-sided p-value of Student's t-test that the mean is 0: for differences between paired runs, the paired t-test.
    /// Not a number below two runs, nor where all runs say the same but 0: without spread there is nothing to judge the mean by.
    /// </summary>
    public double PValue
    {
        get
        {
            if (Runs < 2) return double.NaN;
            if (Mean == 0 && HalfWidth == 0) return 1;
            if (HalfWidth <= 1e-12 * Math.Abs(Mean)) return double.NaN;
            return 1 - StudentT.Within(Math.Abs(Mean) / (HalfWidth / StudentT.TwoSided(0.95, Runs - 1)), Runs - 1);
        }
    }

    /// <summary>Estimates a mean; values that are not numbers are left out.</summary>
    public static Estimate Of(IEnumerable<double> values)
    {
        var sample = values.Where(v => !double.IsNaN(v)).ToList();
        if (sample.Count == 0) return new Estimate(double.NaN, double.NaN, 0);
        var mean = sample.Average();
        if (sample.Count == 1) return new Estimate(mean, double.NaN, 1);
        var variance = sample.Sum(v => (v - mean) * (v - mean)) / (sample.Count - 1);
        return new Estimate(mean, StudentT.TwoSided(0.95, sample.Count - 1) * Math.Sqrt(variance / sample.Count), sample.Count);
    }
}
