using Economy.Chain.Processes;

namespace Economy.Chain.Provisioning;

/// <summary>The installed npm, as a script that any Node can run.</summary>
internal static class Npm
{
    private const string Script = "npm-cli.js";

    /// <summary>
    /// Arguments that keep npm to the matter: no package's own scripts, no advice, nothing from the network that is in its cache, and a
    /// registry that does not answer given up after a minute rather than five.
    /// </summary>
    public static readonly string[] Quietly =
        ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline", "--fetch-retries=1",
            "--fetch-retry-mintimeout=2000", "--fetch-retry-maxtimeout=5000", "--fetch-timeout=30000"];

    /// <exception cref="ToolchainException">There is none.</exception>
    public static string Find(ToolchainPlaces places)
    {
        var command = Executable.Find("npm", places.SearchPath)
            ?? throw new ToolchainException("npm is not installed, or not on the search path.",
                "Install Node.js 22.13 or newer, which brings npm along.");
        var target = File.ResolveLinkTarget(command, returnFinalTarget: true)?.FullName ?? command;
        string[] candidates =
        [
            target,
            Path.Combine(Path.GetDirectoryName(target)!, "node_modules", "npm", "bin", Script),
            Path.Combine(Path.GetDirectoryName(target)!, "..", "lib", "node_modules", "npm", "bin", Script),
        ];
        return candidates.FirstOrDefault(c => Path.GetFileName(c) == Script && File.Exists(c))
            ?? throw new ToolchainException(
                $"{command} is a wrapper that hides npm's own script.",
                "Put the bin folder of a plain Node.js installation first on the search path.");
    }
}
