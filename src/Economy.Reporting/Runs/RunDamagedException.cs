namespace Economy.Reporting;

/// <summary>What an unfinished run left on disk cannot be used to go on.</summary>
/// <param name="place">The file, and where in it.</param>
/// <param name="problem">What is wrong there.</param>
/// <param name="remedy">What the user can do.</param>
/// <param name="cause">What showed it.</param>
public sealed class RunDamagedException(string place, string problem, string remedy,
    Exception? cause = null) : Exception($"{place}: {problem}. {remedy}", cause)
{
    /// <summary>The file, and where in it.</summary>
    public string Place => place;

    /// <summary>What is wrong there.</summary>
    public string Problem => problem;

    /// <summary>What the user can do.</summary>
    public string Remedy => remedy;
}
