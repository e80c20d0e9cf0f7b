using Economy.Attention.Numerics;

namespace Economy.Attention.Learning;

/// <summary>How demand is measured for a forecast: its logarithm, standardised, and the borders of its thirds.</summary>
public sealed record DemandScale
{
    /// <summary>Mean of log(1 + demand).</summary>
    public required double Mean { get; init; }

    /// <summary>One over its standard deviation; 0 for constant demand.</summary>
    public required double InverseScale { get; init; }

    /// <summary>Demand up to which a round is <see cref="DemandClass.Low"/>.</summary>
    public required double LowUpTo { get; init; }

    /// <summary>Demand up to which a round is <see cref="DemandClass.Medium"/>.</summary>
    public required double MediumUpTo { get; init; }

    /// <summary>The class of a demand.</summary>
    public DemandClass Class(double demand) =>
        demand <= LowUpTo ? DemandClass.Low : demand <= MediumUpTo ? DemandClass.Medium : DemandClass.High;

    /// <summary>The standardised logarithm of a demand.</summary>
    public double Level(double demand) => (DeterministicMath.Log(1.0 + demand) - Mean) * InverseScale;

    /// <summary>The demand of a standardised logarithm.</summary>
    public double Demand(double level) =>
        InverseScale > 0.0 ? Math.Max(0.0, DeterministicMath.Exp(level / InverseScale + Mean) - 1.0) : DeterministicMath.Exp(Mean) - 1.0;

    /// <summary>Of some demands: mean and deviation of their logarithms, and their thirds.</summary>
    public static DemandScale Of(IReadOnlyList<double> demands)
    {
        var moments = new Model.Moments(1);
        double[] sorted = [.. demands];
        foreach (double demand in sorted) moments.Add([DeterministicMath.Log(1.0 + demand)]);
        Array.Sort(sorted);
        double deviation = moments.Deviation(0);
        return new DemandScale
        {
            Mean = moments.Mean[0], InverseScale = deviation > 0.0 ? 1.0 / deviation : 0.0,
            LowUpTo = sorted.Length > 0 ? sorted[(sorted.Length - 1) / 3] : 0.0,
            MediumUpTo = sorted.Length > 0 ? sorted[(sorted.Length - 1) * 2 / 3] : 0.0,
        };
    }
}
