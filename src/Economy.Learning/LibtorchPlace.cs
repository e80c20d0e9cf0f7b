namespace Economy.Learning;

/// <summary>A libtorch that was found.</summary>
/// <param name="Folder">Where its libraries lie.</param>
/// <param name="Source">Why it was looked for there: the name of a variable, or the cache.</param>
/// <param name="Version">Its version, as in <c>2.10.0+cu128</c>; null where it does not say.</param>
/// <param name="HasCuda">Whether it computes on NVIDIA GPUs too.</param>
public sealed record LibtorchPlace(string Folder, string Source, string? Version, bool HasCuda)
{
    /// <summary>The version that TorchSharp is made for.</summary>
    public const string Needed = "2.10";

    /// <inheritdoc />
    public override string ToString() =>
        $"libtorch {Version ?? "of unknown version"}{(HasCuda ? " with CUDA" : "")} at {Folder} ({Source})";
}
