namespace Economy.Core.Scenarios;

/// <summary>A kind that can tell whether its options fit together, and fit the rest of a scenario.</summary>
public interface IFitting
{
    /// <summary>What does not fit; none where all is well.</summary>
    IEnumerable<Misfit> Misfits(Scenario scenario);
}

/// <summary>Something in the options of a kind that does not fit.</summary>
/// <param name="Key">Path of the key within the kind, such as <c>brackets.1.from</c>; empty for the kind as a whole.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Expected">What may stand there.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record Misfit(string Key, string Problem, string Expected, string Remedy);
