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
        if (NodeRelease.Here is not { } release)
            throw new ToolchainException($"{Describe(version)}, and npm has no newer one for this platform.", InstallNode);
        var home = Path.Combine(places.Cache, $"{release.Package}-{release.Version}");
        var binary = Path.Combine(home, NodeRelease.Binary);
        if (File.Exists(binary)) return binary;
        if (installed is null || version is null) throw new ToolchainException("Node is not installed, or not on the search path.", InstallNode);
        await InstallAsync(installed, version, release, home, cancel).ConfigureAwait(false);
        return binary;
    }

    private async Task InstallAsync(string installed, Version version, NodeRelease release, string home, CancellationToken cancel)
    {
        report($"Installing Node {release.Version} from npm ({Describe(version)})");
        var npm = Npm.Find(places);
        var draft = home + ".new";
        if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        Directory.CreateDirectory(draft);
        string[] arguments = [npm, "install", "--prefix", draft, "--no-save", "--no-package-lock", .. Npm.Quietly, $"{release.Package}@{release.Version}"];
        var (exitCode, output) = await NodeProcess.RunAsync(installed, arguments, draft, cancel, leashed: version.Major >= 20).ConfigureAwait(false);
        var package = Path.Combine(draft, "node_modules", release.Package);
        if (exitCode != 0) throw new ToolchainException($"Node {release.Version} could not be installed from npm:{Environment.NewLine}{output}", InstallNode);
        if (await VersionOfAsync(Path.Combine(package, NodeRelease.Binary), cancel).ConfigureAwait(false) is null)
            throw new ToolchainException($"Node {release.Version} from npm does not run on this machine.", InstallNode);
        Directory.Move(package, home);
        Directory.Delete(draft, recursive: true);
    }

    private static string Describe(Version? version) => version is null ? "Node is not installed" : $"the installed one is {version}, {NodeRelease.Oldest} is needed";

    private static async Task<Version?> VersionOfAsync(string node, CancellationToken cancel)
    {
        try
        {
            var (exitCode, output) = await NodeProcess.RunAsync(node, ["--version"], Path.GetTempPath(), cancel, leashed: false).ConfigureAwait(false);
            return exitCode == 0 ? NodeRelease.Parse(output) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
