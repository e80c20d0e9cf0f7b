namespace Economy.Chain.Provisioning;

/// <summary>What is needed of the toolchain.</summary>
public enum ToolchainParts
{
    /// <summary>The npm packages, the chart library among them. Nothing of them is run, so no Node is looked at.</summary>
    Packages,

    /// <summary>The compiled contracts and a Node to run Hardhat with as well.</summary>
    Contracts,
}

/// <summary>A Node that is new enough, the npm packages, and the compiled contracts; complete when one has it in hand.</summary>
public sealed class Toolchain
{
    internal Toolchain(string root, string node, ToolchainPlaces places) => (Root, Node, Places) = (root, node, places);

    /// <summary>The repository.</summary>
    public string Root { get; }

    /// <summary>Path of the Node binary.</summary>
    public string Node { get; }

    /// <summary>Hardhat's command line, to be run by <see cref="Node"/>.</summary>
    public string Hardhat => Package("hardhat", "dist", "src", "cli.js");

    /// <summary>Folder of the compiled contracts.</summary>
    public string Artifacts => Path.Combine(Root, "artifacts");

    /// <summary>ECharts, minified, for a report to carry inside.</summary>
    public string ChartLibrary => Package("echarts", "dist", "echarts.min.js");

    internal ToolchainPlaces Places { get; }

    /// <summary>The nearest folder at or above <paramref name="folder"/> that holds the Hardhat project; null if none does.</summary>
    public static string? FindRoot(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "hardhat.config.js")) && File.Exists(Path.Combine(at.FullName, "package-lock.json")))
                return at.FullName;
        }

        return null;
    }

    /// <summary>Provides whatever is missing; a matter of milliseconds if nothing is.</summary>
    /// <param name="root">The repository, see <see cref="FindRoot"/>.</param>
    /// <param name="report">Told, in a line each, what is being done while the user waits.</param>
    /// <exception cref="ToolchainException">Something cannot be provided.</exception>
    public static async Task<Toolchain> ProvideAsync(
        string root, ToolchainParts parts, Action<string>? report = null, ToolchainPlaces? places = null,
        CancellationToken cancel = default)
    {
        places ??= new ToolchainPlaces();
        try
        {
            var setup = new ToolchainSetup(StandIn.For(Path.GetFullPath(root), places.Cache), places, report ?? (_ => { }));
            return setup.Present(parts) ?? await setup.ProvideAsync(parts, cancel).ConfigureAwait(false);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            throw new ToolchainException(
                $"The toolchain could not be set up: {cause.Message}",
                "Check the rights and the free space in the folder of the repository and in the cache folder (ECONOMY_CACHE).", cause);
        }
    }

    private string Package(params string[] path) => Path.Combine([Root, "node_modules", .. path]);
}
