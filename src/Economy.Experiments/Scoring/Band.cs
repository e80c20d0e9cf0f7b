namespace Economy.Experiments.Scoring;

/// <summary>Where a number lies in the world.</summary>
/// <param name="Low">The least.</param>
/// <param name="High">The most.</param>
public readonly record struct Band(double Low, double High)
{
    /// <summary>Whether a value lies in it.</summary>
    public bool Holds(double value) => value >= Low && value <= High;

    /// <summary>Whether a value lies no further from it than half its width.</summary>
    public bool IsNear(double value) => value >= Low - (High - Low) / 2 && value <= High + (High - Low) / 2;
}

/// <summary>What was measured on a real system.</summary>
/// <param name="System">The system.</param>
/// <param name="Path">Where <c>facts.json</c> has it: keys with a slash between, <c>*</c> for all.</param>
/// <param name="Values">The values there.</param>
public sealed record Figure(string System, string Path, params double[] Values);

/// <summary>What a run says of a fact, or why it says nothing.</summary>
/// <param name="Value">The value; not a number where there is none.</param>
/// <param name="Reason">Why there is none; null where there is one.</param>
/// <param name="Note">What is to be known of the value.</param>
public readonly record struct Measurement(double Value, string? Reason = null, string? Note = null)
{
    /// <summary>The value as it was measured; one that is not a number came of too few values, or of values that do not vary.</summary>
    public static implicit operator Measurement(double value) =>
        double.IsFinite(value) ? new(value) : new(double.NaN, "too few values, or they do not vary");

    /// <summary>There is no value.</summary>
    public static Measurement None(string reason) => new(double.NaN, reason);
}
