using System.Runtime.InteropServices;
using Economy.Chain.Processes;
using Economy.Provisioning;

namespace Economy.Chain.Provisioning;

/// <summary>Finds anvil: the installed one, one brought along before, or a new one from npm, which has it for Linux on x64.</summary>
internal sealed class AnvilSource(Toolchain toolchain, Action<string> report)
{
    private const string InstallFoundry = "Install Foundry (which brings anvil), or use --chain hardhat.";

    private static readonly PinnedPackage? Release = OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64
        ? new("@foundry-rs/anvil-linux-amd64", "1.7.1",
            "sha512-+XmShybEaxfCrr0OUUZwYEy2OnYZt5pHH9TzBtLv3+VrK0O/ANuNSVEahqNhKHlgX7GRJ59383ofNhxkRWIYTg==", Path.Combine("bin", "anvil"),
            "10c1c727d6c1de973aeb160e59875b9a9a23464d6e74149ee8abb30b3500311b")
        : null;

    /// <returns>Path of the program.</returns>
    /// <exception cref="ToolchainException">There is none, and none can be had.</exception>
    public async Task<string> ProvideAsync(CancellationToken cancel)
    {
        var places = toolchain.Places;
        if (Executable.Find("anvil", places.SearchPath) is { } installed) return installed;
        if (Release is null) throw Missing("and npm has none for this platform.");
        if (Release.IsWhole(places.Cache)) return Release.Program(places.Cache);
        if (Executable.Find("npm", places.SearchPath) is null) throw Missing("and without npm it cannot be fetched.");
        using var held = await ProvisioningLock.TakeAsync(places.Cache, report, cancel).ConfigureAwait(false);
        if (Release.IsWhole(places.Cache)) return Release.Program(places.Cache);
        report($"Installing anvil {Release.Version} from npm");
        var problem = await Release.InstallAsync(places.Cache, new(toolchain.Node, Npm.Find(places), Leashed: true), RunsAsync, cancel)
            .ConfigureAwait(false);
        return problem is null ? Release.Program(places.Cache)
            : throw new ToolchainException($"anvil {Release.Version} {problem}", InstallFoundry);

        Task<bool> RunsAsync(string anvil) => AnswersAsync(anvil, cancel);
    }

    private async Task<bool> AnswersAsync(string anvil, CancellationToken cancel)
    {
        const string Ask = """process.exit(require("child_process").spawnSync(process.argv[1], ["--version"]).status ?? 1)""";
        return (await NodeProcess.RunAsync(toolchain.Node, ["--eval", Ask, "--", anvil], Path.GetTempPath(), cancel)
            .ConfigureAwait(false)).ExitCode == 0;
    }

    private static ToolchainException Missing(string reason) =>
        new($"anvil is not installed, or not on the search path, {reason}", InstallFoundry);
}
