namespace Economy.Attention.Learning;

/// <summary>Whether a round's demand lies in the lowest, middle or highest third of those a forecaster was trained on.</summary>
public enum DemandClass
{
    /// <summary>The lowest third.</summary>
    Low,

    /// <summary>The middle third.</summary>
    Medium,

    /// <summary>The highest third.</summary>
    High,
}
