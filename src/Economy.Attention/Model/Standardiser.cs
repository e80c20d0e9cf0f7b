namespace Economy.Attention.Model;

/// <summary>
/// An affine map of raw features to comparable ones, x̂ = (x − mean)·inverse scale, cut to ±<see cref="Limit"/> so that one odd value
/// cannot swamp a score, followed by a constant 1 that makes projections affine. A quantity that never changed carries no
/// information and maps to 0 until the standardiser is fitted again.
/// </summary>
public sealed class Standardiser
{
    /// <summary>Standardised values lie in ±8.</summary>
    public const double Limit = 8.0;

    /// <param name="mean">[width]</param>
    /// <param name="inverseScale">[width] ≥ 0</param>
    public Standardiser(double[] mean, double[] inverseScale)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(inverseScale.Length, mean.Length);
        (Mean, InverseScale) = (mean, inverseScale);
    }

    /// <summary>[width]</summary>
    public double[] Mean { get; }

    /// <summary>[width]</summary>
    public double[] InverseScale { get; }

    /// <summary>Raw columns; a standardised row has one more.</summary>
    public int Width => Mean.Length;

    /// <summary>From the moments of data.</summary>
    public static Standardiser Fit(IReadOnlyList<Feature> columns, Moments moments)
    {
        var inverse = new double[columns.Count];
        for (int c = 0; c < inverse.Length; c++)
        {
            double deviation = moments.Deviation(c);
            inverse[c] = columns[c].Kind == FeatureKind.Indicator ? 1.0 : deviation > 0.0 ? 1.0 / deviation : 0.0;
        }
        return new Standardiser(moments.Mean.ToArray(), inverse);
    }

    /// <summary>Writes the standardised row and the constant, [width + 1].</summary>
    public void Apply(ReadOnlySpan<double> raw, Span<double> standardised)
    {
        for (int c = 0; c < Mean.Length; c++)
            standardised[c] = Math.Clamp((raw[c] - Mean[c]) * InverseScale[c], -Limit, Limit);
        standardised[Mean.Length] = 1.0;
    }
}
