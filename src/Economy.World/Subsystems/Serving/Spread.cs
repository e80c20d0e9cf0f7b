namespace Economy.World.Subsystems.Serving;

/// <summary>How the work of visits is spread about its mean.</summary>
public enum Spread
{
    /// <summary>Exponentially: most are short, and what is left does not depend on what was done.</summary>
    Exponential,

    /// <summary>Not at all.</summary>
    None,
}
