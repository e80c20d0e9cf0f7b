namespace Economy.Chain;

/// <summary>
/// Something outside the program went wrong on the way to, or on, the chain. The message says what and where, the
/// <see cref="Remedy"/> what to do about it; both are meant to be shown to the user as they are.
/// </summary>
public abstract class ChainException(string problem, string remedy, Exception? cause = null) : Exception(problem, cause)
{
    /// <summary>What the user can do about it.</summary>
    public string Remedy => remedy;
}

/// <summary>Node, the npm packages or the compiled contracts are missing and could not be provided.</summary>
public sealed class ToolchainException(string problem, string remedy, Exception? cause = null) : ChainException(problem, remedy, cause);

/// <summary>A chain node could not be started, died, or answered what cannot be.</summary>
public sealed class ChainNodeException(string problem, string remedy, Exception? cause = null) : ChainException(problem, remedy, cause);
