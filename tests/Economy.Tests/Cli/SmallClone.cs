using Economy.Tests.Reporting;
using Economy.Tests.Support;

namespace Economy.Tests.Cli;

/// <summary>What a run needs of a clone in which nothing has been installed yet, and an empty cache.</summary>
internal sealed class SmallClone : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public SmallClone()
    {
        foreach (var file in (string[])["Economy.sln", "package.json", "package-lock.json", ".npmrc", "hardhat.config.js"])
            File.Copy(System.IO.Path.Combine(Repository.Root, file), folder[file]);
        Directory.CreateDirectory(folder["contracts"]);
        foreach (var source in Directory.EnumerateFiles(System.IO.Path.Combine(Repository.Root, "contracts"), "*.sol"))
            File.Copy(source, System.IO.Path.Combine(folder["contracts"], System.IO.Path.GetFileName(source)));
        File.WriteAllText(folder["small.yaml"], File.ReadAllText(EconomyProcess.Small).Replace("chain: none", "chain: hardhat", StringComparison.Ordinal));
    }

    public string Path => folder.Path;

    public string Cache => folder["cache"];

    public void Dispose() => folder.Dispose();
}
