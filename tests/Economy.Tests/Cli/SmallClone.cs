using Economy.Tests.Reporting;
using Economy.Tests.Support;

namespace Economy.Tests.Cli;

/// <summary>What a run needs of a clone in which nothing has been installed yet, and an empty cache.</summary>
internal sealed class SmallClone : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <param name="name">Of the clone's folder.</param>
    public SmallClone(string name = "clone")
    {
        Path = Directory.CreateDirectory(folder[name]).FullName;
        foreach (var file in (string[])["Economy.sln", "package.json", "package-lock.json", ".npmrc", "hardhat.config.js"])
            File.Copy(System.IO.Path.Combine(Repository.Root, file), System.IO.Path.Combine(Path, file));
        Directory.CreateDirectory(System.IO.Path.Combine(Path, "contracts"));
        foreach (var source in Directory.EnumerateFiles(System.IO.Path.Combine(Repository.Root, "contracts"), "*.sol"))
            File.Copy(source, System.IO.Path.Combine(System.IO.Path.Combine(Path, "contracts"), System.IO.Path.GetFileName(source)));
        File.WriteAllText(System.IO.Path.Combine(Path, "small.yaml"), File.ReadAllText(EconomyProcess.Small).Replace("chain: none", "chain: hardhat", StringComparison.Ordinal));
    }

    public string Path { get; }

    /// <summary>A cache of the clone's own, beside it.</summary>
    public string Cache => folder["cache"];

    public void Dispose() => folder.Dispose();
}
