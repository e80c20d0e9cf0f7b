using Economy.Chain;
using Economy.Chain.Provisioning;

namespace Economy.Cli.Running;

/// <summary>What a run needs beside .NET: Node and the npm packages, provided when they are missing.</summary>
/// <param name="Toolchain">Node, Hardhat and the contracts; null where there is no chain and none could be had.</param>
/// <param name="ChartLibrary">Text of the chart library that the report carries; null where it is not to be had.</param>
internal sealed record Provisions(Toolchain? Toolchain, string? ChartLibrary)
{
    /// <exception cref="ToolchainException">The chain needs something that cannot be provided.</exception>
    public static async Task<Provisions> ForAsync(string chain, IDisplay display, CancellationToken cancel)
    {
        try
        {
            var root = Repository.Find()
                ?? throw new ToolchainException("the repository was not found",
                    "Run from within a clone of it: its package.json and contracts are needed.");
            var parts = chain == "none" ? ToolchainParts.Packages : ToolchainParts.Contracts;
            var toolchain = await Toolchain.ProvideAsync(root, parts, display.Say, cancel: cancel).ConfigureAwait(false);
            return new Provisions(toolchain, await File.ReadAllTextAsync(toolchain.ChartLibrary, cancel).ConfigureAwait(false));
        }
        catch (ToolchainException missing) when (chain == "none")
        {
            display.Say($"no report.html: {missing.Message} {missing.Remedy}");
            return new Provisions(null, null);
        }
    }
}
