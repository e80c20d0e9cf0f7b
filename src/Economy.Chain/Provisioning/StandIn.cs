using System.Security.Cryptography;
using System.Text;

namespace Economy.Chain.Provisioning;

/// <summary>
/// A copy of the Hardhat project in the cache, for a repository in a folder whose name Node and Hardhat take for part of an address: #, %,
/// ? or a backslash. What is installed and compiled stays there.
/// </summary>
internal static class StandIn
{
    private const string Misread = "#%?\\";
    private static readonly string[] Files = ["package.json", "package-lock.json", ".npmrc", "hardhat.config.js"];

    /// <summary>The repository itself, or its stand-in, brought up to date.</summary>
    /// <exception cref="ToolchainException">The cache lies in such a folder too.</exception>
    public static string For(string root, string cache)
    {
        if (OperatingSystem.IsWindows() || !root.AsSpan().ContainsAny(Misread)) return root;
        if (cache.AsSpan().ContainsAny(Misread))
            throw new ToolchainException(
                $"Hardhat cannot work in {root}, nor in the cache {cache}: a '#', '%', '?' or backslash in a folder's name misleads it.",
                "Set ECONOMY_CACHE to a folder without them, or move the repository.");
        var copy = Path.Combine(Path.GetFullPath(cache),
            $"repository-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(root)))[..16]}");
        foreach (var file in Files.Select(name => Path.Combine(root, name)).Where(File.Exists)) Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        var contracts = Path.Combine(root, "contracts");
        var sources = Directory.EnumerateFiles(contracts, "*.sol", SearchOption.AllDirectories).Select(s => Path.GetRelativePath(contracts, s)).ToHashSet(StringComparer.Ordinal);
        foreach (var source in sources) Copy(Path.Combine(contracts, source), Path.Combine(copy, "contracts", source));
        foreach (var gone in Directory.EnumerateFiles(Path.Combine(copy, "contracts"), "*.sol", SearchOption.AllDirectories).Where(s => !sources.Contains(Path.GetRelativePath(Path.Combine(copy, "contracts"), s))))
            File.Delete(gone);
        return copy;
    }

    private static void Copy(string from, string to)
    {
        var bytes = File.ReadAllBytes(from);
        if (File.Exists(to) && File.ReadAllBytes(to).AsSpan().SequenceEqual(bytes)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        var draft = $"{to}.{Environment.ProcessId}.new";
        File.WriteAllBytes(draft, bytes);
        File.Move(draft, to, overwrite: true);
    }
}
