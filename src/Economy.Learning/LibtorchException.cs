namespace Economy.Learning;

/// <summary>libtorch is not there, cannot be fetched, or does not load.</summary>
/// <param name="problem">What is wrong, where.</param>
/// <param name="remedy">What to do about it.</param>
public sealed class LibtorchException(string problem, string remedy, Exception? cause = null) : Exception($"{problem}\n  {remedy}", cause);
