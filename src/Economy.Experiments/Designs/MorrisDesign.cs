using Economy.Core.Kinds;
using Economy.World.Randomness;

namespace Economy.Experiments.Designs;

/// <summary>
/// Morris's design: trajectories through a grid on the unit cube, each a random start and a step in every factor in turn. Morris,
/// Technometrics 33 (1991) 161–174; an even number of levels p and the step Δ = p / (2(p − 1)) make every level as likely.
/// </summary>
[Kind("morris", "random trajectories on which one factor after the other takes a step: for the screening of many factors")]
public sealed record MorrisDesign : DesignSpec
{
    [Key("Number of trajectories; there are as many settings times the number of factors and one.", Min = 2, Max = 100_000)]
    public int Trajectories { get; init; } = 20;

    [Key("Levels of the grid; an even number.", Min = 2, Max = 100)]
    public int Levels { get; init; } = 4;

    [Key("Seed of the design, not of the runs.", Min = 0)]
    public ulong Seed { get; init; } = 1;

    /// <summary>The step, as a part of the range.</summary>
    public double Step => Levels / (2.0 * (Levels - 1));

    /// <inheritdoc />
    public override IEnumerable<IReadOnlyList<string>> PointsOf(IReadOnlyList<FactorSpec> factors) =>
        Sample(factors.Count).SelectMany(t => t.Places).Select(place => At(factors, place));

    /// <summary>
    /// The trajectories: the points of each on the unit cube, and which factor moved on the way to each but the first, up or down.
    /// </summary>
    public IEnumerable<(double[][] Places, (int Factor, double Step)[] Moves)> Sample(int factors)
    {
        for (var t = 0; t < Trajectories; t++)
        {
            var random = new PhiloxStream(Seed, Purpose.Design, t, 1);
            var (at, moves) = (new double[factors], new (int Factor, double Step)[factors]);
            for (var f = 0; f < factors; f++)
            {
                // Starts that leave room for the step upwards; half of them are then walked downwards.
                var (start, isUp) = (random.NextInt(Levels / 2) / (double)(Levels - 1), random.NextInt(2) == 0);
                (at[f], moves[f]) = (isUp ? start : start + Step, (f, isUp ? Step : -Step));
            }

            for (var i = factors - 1; i > 0; i--)
            {
                var j = random.NextInt(i + 1);
                (moves[i], moves[j]) = (moves[j], moves[i]);
            }

            List<double[]> places = [[.. at]];
            foreach (var (factor, step) in moves)
            {
                at[factor] += step;
                places.Add([.. at]);
            }

            yield return ([.. places], moves);
        }
    }
}
