using Economy.Core.Kinds;
using Economy.World.Randomness;

namespace Economy.Experiments.Designs;

/// <summary>
/// Latin hypercube sampling: McKay, Beckman and Conover, Technometrics 21 (1979) 239–245. The range of every factor is cut into as many
/// strata as there are points, and each has one of them, at random within it.
/// </summary>
[Kind("latin-hypercube", "points spread at random, one in each stratum of every factor")]
public sealed record LatinHypercubeDesign : DesignSpec
{
    [Key("Number of settings.", Min = 2, Max = 1_000_000)]
    public int Points { get; init; } = 100;

    [Key("Seed of the design, not of the runs.", Min = 0)]
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc />
    public override IEnumerable<IReadOnlyList<string>> PointsOf(IReadOnlyList<FactorSpec> factors)
    {
        var places = Sample(factors.Count);
        return Enumerable.Range(0, Points).Select(p => At(factors, [.. places.Select(column => column[p])]));
    }

    /// <summary>The points of the unit cube, by dimension.</summary>
    public double[][] Sample(int dimensions)
    {
        var places = new double[dimensions][];
        for (var d = 0; d < dimensions; d++)
        {
            var random = new PhiloxStream(Seed, Purpose.Design, d, 0);
            int[] strata = [.. Enumerable.Range(0, Points)];
            for (var i = Points - 1; i > 0; i--)
            {
                var j = random.NextInt(i + 1);
                (strata[i], strata[j]) = (strata[j], strata[i]);
            }

            places[d] = new double[Points];
            for (var p = 0; p < Points; p++) places[d][p] = (strata[p] + random.NextDouble()) / Points;
        }

        return places;
    }
}
