using Economy.Core.Kinds;

namespace Economy.Experiments.Designs;

/// <summary>
/// Saltelli's design for variance-based indices: Saltelli, Annoni, Azzini, Campolongo, Ratto and Tarantola, Computer Physics
/// Communications 181 (2010) 259–270. Two samples A and B of a Sobol sequence in twice as many dimensions as there are factors, and for
/// each factor i the sample AB_i: A with the column of i from B. By point of the sequence: A, B, AB_1, AB_2, ….
/// </summary>
[Kind("sobol", "two low-discrepancy samples and, for each factor, one with that factor's column from the other: for first- and "
    + "total-order indices")]
public sealed record SobolDesign : DesignSpec
{
    /// <summary>Settings that belong to one point of the sequence, beside one for each factor.</summary>
    public const int Samples = 2;

    [Key("Points of each sample, best a power of 2; there are as many settings times the number of factors and two.", Min = 2,
        Max = 1_000_000)]
    public int Points { get; init; } = 64;

    [Key("Seed of the shift of the sequence, not of the runs; 0 leaves it as published.", Min = 0)]
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc />
    public override IEnumerable<IReadOnlyList<string>> PointsOf(IReadOnlyList<FactorSpec> factors) =>
        Sample(factors.Count).Select(place => At(factors, place));

    /// <summary>The points of the unit cube, a coordinate for each factor, in the order of the settings.</summary>
    public IEnumerable<double[]> Sample(int factors)
    {
        foreach (var point in SobolSequence.Points(Samples * factors, Points, Seed))
        {
            double[] a = point[..factors], b = point[factors..];
            yield return a;
            yield return b;
            for (var i = 0; i < factors; i++) yield return [.. a[..i], b[i], .. a[(i + 1)..]];
        }
    }
}
