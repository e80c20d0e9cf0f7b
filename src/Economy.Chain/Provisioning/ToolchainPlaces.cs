using Economy.Provisioning;

namespace Economy.Chain.Provisioning;

/// <summary>Where provisioning looks and keeps things; by default as the environment says.</summary>
public sealed record ToolchainPlaces
{
    /// <summary>Folders in which <c>node</c>, <c>npm</c> and <c>anvil</c> are looked for, as in the <c>PATH</c> variable.</summary>
    public string SearchPath { get; init; } = Environment.GetEnvironmentVariable("PATH") ?? "";

    /// <summary>
    /// A folder of the user's, outside the repository, for a Node of our own: <c>ECONOMY_CACHE</c>, or the system's cache folder.
    /// </summary>
    public string Cache { get; init; } = CacheFolder.Default;

    /// <summary>The Node that is brought along where the installed one is too old; null if there is none for this machine.</summary>
    internal PinnedPackage? Node { get; init; } = NodeRelease.Here;
}
