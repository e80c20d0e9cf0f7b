using System.Runtime.InteropServices;

namespace Economy.Learning.Native;

/// <summary>The NuGet package with the libtorch of one platform, for the processor.</summary>
/// <param name="Platform">As NuGet names it.</param>
/// <param name="ContentHash">SHA-512 of the package as NuGet gives it, base 64. Another package is refused.</param>
/// <param name="Download">Size of the package, MB.</param>
/// <param name="Disk">Size of its libraries, MB.</param>
internal sealed record LibtorchPackage(string Platform, string ContentHash, int Download, int Disk)
{
    public const string Version = "2.10.0";

    private static readonly LibtorchPackage[] All =
    [
        new("linux-x64", "YGd/F5T77Urmui3LeXOgXP8xqY+RpSZFcMBwV+tBDYMMtxppKyi8O4ajnWSNSmlSctr6KGvSmfGRhmxRGYfbuA==", 128, 498),
        new("osx-arm64", "i8aTC3F+7JI65Jdr4MfgdVdZpFU/FCn2G1b/yc4Z8FauDgpc2cji3mwDfQy+3KdD+rpDBgCiAdqs8o0v7mDNXw==", 57, 245),
        new("win-arm64", "GCJWQsvmhvAE36CzLwIDRdWw+GWWf+C1UWqWtTlZg9wlmA3YAcvY4YGHl2BfZuRt64mScxwYU49Q/jybC+qogQ==", 42, 154),
        new("win-x64", "Gr1gCbueixwQIEnWiMXyAs4/uAFBar03K+AxZm9BY3t17MFaX9rEIe9Vxz+Cguo9G6dXXOeGAO3W1OEhax74Mw==", 80, 268),
    ];

    /// <summary>That of this machine; null where there is none, nor a TorchSharp.</summary>
    public static LibtorchPackage? Here => All.FirstOrDefault(p => p.Platform == ThisPlatform);

    /// <summary>As NuGet names this machine.</summary>
    public static string ThisPlatform =>
        $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    public string Name => $"libtorch-cpu-{Platform}";

    /// <summary>Where its libraries are kept.</summary>
    public string Folder(string cache) => Path.Combine(cache, $"{Name}-{Version}");
}
