using Economy.Chain.Processes;

namespace Economy.Chain.Provisioning;

/// <summary>Finds a Node that Hardhat can run on: the installed one, one brought along before, or a new one from npm.</summary>
internal sealed class NodeSource(ToolchainPlaces places, Action<string> report)
{
    private const string InstallNode = "Install Node.js 22.13 or newer, which brings npm along, and run again.";

    /// <returns>Path of the binary.</returns>
    /// <exception cref="ToolchainException">There is none, and none can be had.</exception>
    public async Task<string> ProvideAsync(CancellationToken cancel)
    {
        var installed = Executable.Find("node", places.SearchPath);
        var version = installed is null ? null : await VersionOfAsync(installed, cancel).ConfigureAwait(false);
        if (version >= NodeRelease.Oldest) return installed!;
        if (places.Node is not { } release)
            throw new ToolchainException($"{Describe(version)}, and npm has no newer one for this platform.", InstallNode);
        var binary = release.Program(places.Cache);
        if (release.IsWhole(places.Cache)) return binary;
        if (installed is null || version is null)
            throw new ToolchainException("Node is not installed, or not on the search path.", InstallNode);
        var reason = File.Exists(binary) ? $"{binary} is not as it was fetched" : Describe(version);
        report($"Installing Node {release.Version} from npm ({reason})");
        var problem = await release.InstallAsync(places.Cache, new(installed, Npm.Find(places), Leashed: version.Major >= 20), RunsAsync, cancel).ConfigureAwait(false);
        return problem is null ? binary : throw new ToolchainException($"Node {release.Version} {problem}", InstallNode);

        async Task<bool> RunsAsync(string node) => await VersionOfAsync(node, cancel).ConfigureAwait(false) is not null;
    }

    private static string Describe(Version? version) =>
        version is null ? "Node is not installed" : $"the installed one is {version}, {NodeRelease.Oldest} is needed";

    private static async Task<Version?> VersionOfAsync(string node, CancellationToken cancel)
    {
        try
        {
            var (exitCode, output) =
                await NodeProcess.RunAsync(node, ["--version"], Path.GetTempPath(), cancel, leashed: false).ConfigureAwait(false);
            return exitCode == 0 ? NodeRelease.Parse(output) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
