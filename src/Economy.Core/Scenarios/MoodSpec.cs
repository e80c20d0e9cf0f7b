using Economy.Core.Kinds;

namespace Economy.Core.Scenarios;

/// <summary>
/// How what participants of a type experience in a place stays with them. Mood of a place begins at 1 and goes part of the way to what each session
/// or visit was worth, 1 being full service: after n of worth e it is e + (1 − speed)ⁿ·(1 − e) (exponential smoothing; Brown 1959). An hour there
/// then counts (1 + weight·(mood − 1))⁺ times what it would.
/// </summary>
public sealed record MoodSpec
{
    [Key("Part of the way that the mood of a place goes to what a session there was worth.", Min = 0, Max = 1)]
    public double Speed { get; init; } = 0.2;

    [Key("Weight of mood in the value of an hour: 0, none; 1, an hour counts as mood says.", Min = 0, Max = 100, Changes = true)]
    public double Weight { get; init; } = 1;

    /// <summary>What an hour counts in a mood.</summary>
    public double Factor(double mood) => Math.Max(0, 1 + Weight * (mood - 1));
}
