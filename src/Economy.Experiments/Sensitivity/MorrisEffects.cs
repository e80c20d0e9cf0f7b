using Economy.Experiments.Designs;

namespace Economy.Experiments.Sensitivity;

/// <summary>
/// Elementary effects: what a step of one factor alone changes, over the step as a part of the factor's range. Morris, Technometrics 33
/// (1991) 161–174; μ* as in Campolongo, Cariboni and Saltelli, Environmental Modelling and Software 22 (2007) 1509–1518.
/// </summary>
/// <param name="Mean">μ: their mean; near 0 where they cancel.</param>
/// <param name="Absolute">μ*: mean of their absolute values, with its 95 % band (Student's t): how much the factor matters.</param>
/// <param name="Spread">σ: their standard deviation: how far it depends on where one stands.</param>
public sealed record MorrisEffects(double Mean, Estimate Absolute, double Spread)
{
    /// <summary>Estimates them for every factor.</summary>
    /// <param name="values">Values in the order of the design, trajectory by trajectory.</param>
    /// <param name="design">The design.</param>
    /// <param name="factors">Number of factors.</param>
    public static IReadOnlyList<MorrisEffects> Of(IReadOnlyList<double> values, MorrisDesign design, int factors)
    {
        var effects = Enumerable.Range(0, factors).Select(_ => new List<double>()).ToArray();
        var at = 0;
        foreach (var (_, moves) in design.Sample(factors))
        {
            for (var m = 0; m < moves.Length; m++)
                effects[moves[m].Factor].Add((values[at + m + 1] - values[at + m]) / moves[m].Step);
            at += factors + 1;
        }

        return [.. effects.Select(Of)];
    }

    private static MorrisEffects Of(List<double> all)
    {
        var effects = all.Where(e => !double.IsNaN(e)).ToList();
        var mean = effects.Count == 0 ? double.NaN : effects.Average();
        var spread = effects.Count < 2 ? double.NaN : Math.Sqrt(effects.Sum(e => (e - mean) * (e - mean)) / (effects.Count - 1));
        return new(mean, Estimate.Of(effects.Select(Math.Abs)) with { Least = 0 }, spread);
    }
}
