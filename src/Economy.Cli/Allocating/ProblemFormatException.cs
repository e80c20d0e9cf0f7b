namespace Economy.Cli.Allocating;

/// <summary>A problem file that is none: place, what is wrong, remedy.</summary>
internal sealed class ProblemFormatException(string message) : Exception(message);
