using Economy.Experiments.Designs;

namespace Economy.Experiments.Calibration;

/// <summary>A parameter that is searched for within its range.</summary>
/// <param name="Factor">A range.</param>
public sealed record Parameter(FactorSpec Factor)
{
    /// <summary>Its name.</summary>
    public string Name => Factor.Label;

    /// <summary>Its value at a place of the range, from 0 to 1.</summary>
    public double At(double place) => Factor.NumberAt(place);

    /// <summary>How fast its value changes with the place, there.</summary>
    public double Slope(double place)
    {
        const double Near = 1e-4;
        var (low, high) = (Math.Max(0, place - Near), Math.Min(1, place + Near));
        return Factor.Scale == FactorScale.Whole ? Factor.To!.Value - Factor.From!.Value : (At(high) - At(low)) / (high - low);
    }
}

/// <summary>A moment of the data.</summary>
/// <param name="Name">The measure.</param>
/// <param name="Value">What it is in the data.</param>
/// <param name="StandardError">Standard error of that, above 0.</param>
public sealed record Moment(string Name, double Value, double StandardError);
