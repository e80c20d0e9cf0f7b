namespace Economy.Actors;

/// <summary>The cluster cannot be used, or not any more.</summary>
public sealed class ClusterException(string problem, string remedy, Exception? cause = null) : Exception(problem, cause)
{
    /// <summary>What the user can do about it.</summary>
    public string Remedy => remedy;
}
