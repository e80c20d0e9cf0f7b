using Economy.Chain.Processes;
using Economy.Provisioning;

namespace Economy.Chain.Provisioning;

/// <summary>The steps that lead to a <see cref="Toolchain"/>, each skipped where its result is already there.</summary>
internal sealed class ToolchainSetup(string root, ToolchainPlaces places, Action<string> report)
{
    private readonly Stamp packages = new(Path.Combine(root, "node_modules", ".economy-stamp"));
    private readonly Stamp contracts = new(Path.Combine(root, "artifacts", ".economy-stamp"));

    /// <summary>The toolchain if it is complete, going by the stamps and, where it is to run, by the bytes of a Node of our own.</summary>
    public Toolchain? Present(ToolchainParts parts) => parts == ToolchainParts.Packages ? Packages()
        : Runnable() is { } toolchain && contracts.Read() == ContractsKey() ? toolchain : null;

    public async Task<Toolchain> ProvideAsync(ToolchainParts parts, CancellationToken cancel)
    {
        using var held = await ProvisioningLock.TakeAsync(places.Cache, report, cancel).ConfigureAwait(false);
        if (Present(parts) is { } readyMeanwhile) return readyMeanwhile;
        var toolchain = Runnable() ?? await InstallAsync(cancel).ConfigureAwait(false);
        if (parts == ToolchainParts.Contracts && Present(parts) is null) await CompileAsync(toolchain, cancel).ConfigureAwait(false);
        return toolchain;
    }

    private async Task<Toolchain> InstallAsync(CancellationToken cancel)
    {
        var node = await new NodeSource(places, report).ProvideAsync(cancel).ConfigureAwait(false);
        report("Installing the npm packages (npm ci)");
        packages.Remove();
        var npm = Npm.Find(places);
        var (exitCode, output) = await NodeProcess.RunAsync(node, [npm, "ci", .. Npm.Quietly], root, cancel).ConfigureAwait(false);
        if (exitCode != 0)
            throw new ToolchainException(
                $"npm ci failed in {root}:{Environment.NewLine}{output}",
                "Check that the npm registry can be reached, then run again. Without a chain no packages are needed: --chain none.");
        packages.Write(PackagesKey(node) + "\n" + node);
        return new Toolchain(root, node, places);
    }

    private async Task CompileAsync(Toolchain toolchain, CancellationToken cancel)
    {
        report("Compiling the contracts");
        contracts.Remove();
        var (exitCode, output) =
            await NodeProcess.RunAsync(toolchain.Node, [toolchain.Hardhat, "build", "--no-tests"], root, cancel).ConfigureAwait(false);
        if (exitCode != 0)
            throw new ToolchainException($"The contracts do not compile:{Environment.NewLine}{output}",
                "Correct the contracts, or restore them from version control.");
        contracts.Write(ContractsKey());
    }

    private Toolchain? Packages() =>
        packages.Read()?.Split('\n') is [var key, var node] && File.Exists(node) && key == PackagesKey(node) ? new Toolchain(root, node, places) : null;

    private Toolchain? Runnable() => Packages() is { } toolchain
        && (places.Node is not { } ours || toolchain.Node != ours.Program(places.Cache) || ours.IsWhole(places.Cache)) ? toolchain : null;

    private string PackagesKey(string node)
    {
        var binary = new FileInfo(node);
        return Stamp.Hash([node, $"{binary.Length} {binary.LastWriteTimeUtc.Ticks}"], [Path.Combine(root, "package-lock.json")]);
    }

    private string ContractsKey()
    {
        string[] sources =
        [
            .. Directory.EnumerateFiles(Path.Combine(root, "contracts"), "*.sol", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal),
            Path.Combine(root, "hardhat.config.js"),
            Path.Combine(root, "package-lock.json"),
        ];
        return Stamp.Hash(sources.Select(s => Path.GetRelativePath(root, s)), sources);
    }
}
