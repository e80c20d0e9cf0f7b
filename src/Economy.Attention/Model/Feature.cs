using System.Text.Json.Serialization;

namespace Economy.Attention.Model;

/// <summary>An observable quantity of a task or a pool. The bid of a task is never one: it is the factor of the score.</summary>
public sealed record Feature(string Name, FeatureKind Kind = FeatureKind.Quantity);

/// <summary>How a feature is standardised.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FeatureKind>))]
public enum FeatureKind
{
    /// <summary>A number in any unit: centred at its mean, divided by its standard deviation.</summary>
    Quantity,

    /// <summary>0 or 1, one column of a one-hot code included: centred at its mean and left at its scale, however rare it is.</summary>
    Indicator,
}
