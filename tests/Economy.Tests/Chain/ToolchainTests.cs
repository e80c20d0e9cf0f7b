using System.Security.Cryptography;
using System.Text;
using Economy.Chain;
using Economy.Chain.Provisioning;

namespace Economy.Tests.Chain;

/// <summary>Provisioning in a made-up repository with a made-up Node and npm, which only note that they were called.</summary>
public sealed class ToolchainTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("economy-toolchain-").FullName;
    private readonly List<string> told = [];

    public ToolchainTests()
    {
        Directory.CreateDirectory(Bin);
        Directory.CreateDirectory(Path.Combine(Repository, "contracts"));
        File.WriteAllText(Path.Combine(Repository, "contracts", "Token.sol"), "// one");
        File.WriteAllText(Path.Combine(Repository, "hardhat.config.js"), "");
        File.WriteAllText(Path.Combine(Repository, "package-lock.json"), "{}");
        Install("v22.13.0");
        File.WriteAllText(Path.Combine(Bin, "npm-cli.js"), "");
        File.CreateSymbolicLink(Path.Combine(Bin, "npm"), Path.Combine(Bin, "npm-cli.js"));
    }

    private string Repository => Path.Combine(folder, "repository");

    private string Bin => Path.Combine(folder, "bin");

    private string[] Calls => File.Exists(Path.Combine(folder, "calls")) ? File.ReadAllLines(Path.Combine(folder, "calls")) : [];

    private ToolchainPlaces Places => new() { SearchPath = Bin, Cache = Path.Combine(folder, "cache"), Node = Release };

    // What the made-up npm installs in place of Node.
    private string KeptNode => $"#!/bin/sh\n[ \"$1\" = \"--version\" ] && echo v22.23.3 && exit\nexec \"{folder}/bin/node\" \"$@\"\n";

    private PinnedPackage Release =>
        NodeRelease.Here! with { ProgramHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(KeptNode))) };

    [ShellFact]
    public async Task What_is_missing_is_provided_once_and_nothing_is_run_when_all_is_there()
    {
        await ProvideAsync();
        Assert.Equal(["npm ci", "hardhat build"], Calls);
        Assert.Equal(["Installing the npm packages (npm ci)", "Compiling the contracts"], told);
        await ProvideAsync();
        Assert.Equal(2, Calls.Length);
    }

    [ShellFact]
    public async Task A_report_needs_no_compiled_contracts()
    {
        await ProvideAsync(ToolchainParts.Packages);
        Assert.Equal(["npm ci"], Calls);
        await ProvideAsync();
        Assert.Equal(["npm ci", "hardhat build"], Calls);
    }

    [ShellFact]
    public async Task A_change_is_followed_up_and_nothing_more()
    {
        await ProvideAsync();
        await File.WriteAllTextAsync(Path.Combine(Repository, "contracts", "Token.sol"), "// two");
        await ProvideAsync();
        Assert.Equal(["npm ci", "hardhat build", "hardhat build"], Calls);
        await File.WriteAllTextAsync(Path.Combine(Repository, "package-lock.json"), "{ }");
        await ProvideAsync();
        Assert.Equal(["npm ci", "hardhat build"], Calls[3..]);
    }

    [ShellFact]
    public async Task A_repository_in_a_folder_that_node_misreads_has_a_stand_in()
    {
        var calls = 0;
        foreach (var name in (string[])["a#b", "a%20b", "a?b", "a\\b"])
        {
            var odd = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.Combine(odd, "contracts", "deep"));
            foreach (var file in (string[])["hardhat.config.js", "package-lock.json", "contracts/Token.sol"]) File.Copy(Path.Combine(Repository, file), Path.Combine(odd, file));
            await File.WriteAllTextAsync(Path.Combine(odd, "contracts", "deep", "Old.sol"), "// old");
            var toolchain = await Toolchain.ProvideAsync(odd, ToolchainParts.Contracts, told.Add, Places);
            Assert.StartsWith(Places.Cache, toolchain.Root, StringComparison.Ordinal);
            Assert.Equal(calls += 2, Calls.Length);
            await Toolchain.ProvideAsync(odd, ToolchainParts.Contracts, told.Add, Places);
            Assert.Equal(calls, Calls.Length);
            File.Delete(Path.Combine(odd, "contracts", "deep", "Old.sol"));
            await Toolchain.ProvideAsync(odd, ToolchainParts.Contracts, told.Add, Places);
            Assert.Equal(calls += 1, Calls.Length);
            Assert.False(File.Exists(Path.Combine(toolchain.Root, "contracts", "deep", "Old.sol")));
        }

        var refused = await Assert.ThrowsAsync<ToolchainException>(() => Toolchain.ProvideAsync(Path.Combine(folder, "a#b"), ToolchainParts.Contracts, places: Places with { Cache = Path.Combine(folder, "c#") }));
        Assert.Contains("ECONOMY_CACHE", refused.Remedy, StringComparison.Ordinal);
    }

    [ShellFact]
    public async Task A_failed_step_leaves_no_stamp_and_says_what_the_tool_said()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "fail"), "registry is down");
        var failure = await Assert.ThrowsAsync<ToolchainException>(() => ProvideAsync());
        Assert.Contains("registry is down", failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Remedy);
        File.Delete(Path.Combine(folder, "fail"));
        await ProvideAsync();
        Assert.Equal(["npm ci", "npm ci", "hardhat build"], Calls);
    }

    [ShellFact]
    public async Task Two_at_once_do_not_get_into_each_others_way()
    {
        await Task.WhenAll(ProvideAsync(), ProvideAsync(), ProvideAsync());
        Assert.Equal(["npm ci", "hardhat build"], Calls);
    }

    [ShellFact]
    public async Task An_old_node_is_replaced_by_one_from_npm_that_is_kept_for_the_next_repository()
    {
        var release = Release;
        Install("v20.20.2");
        var toolchain = await ProvideAsync();
        Assert.Equal([$"npm ci {release.Name} {release.Version} {release.Integrity}", "npm ci", "hardhat build"], Calls);
        Assert.StartsWith(Places.Cache, toolchain.Node, StringComparison.Ordinal);
        Assert.Equal($"Installing Node {release.Version} from npm (the installed one is 20.20.2, 22.13.0 is needed)", told[0]);

        Directory.Delete(Path.Combine(Repository, "node_modules"), recursive: true);
        await ProvideAsync();
        Assert.Equal("npm ci", Calls[^1]);
    }

    [ShellFact]
    public async Task A_kept_node_with_other_bytes_is_not_run_but_fetched_again()
    {
        if (OperatingSystem.IsWindows()) return;
        Install("v20.20.2");
        var node = (await ProvideAsync()).Node;
        var run = Path.Combine(folder, "was-run");
        var mode = File.GetUnixFileMode(node);
        await File.WriteAllTextAsync(node, $"#!/bin/sh\ntouch {run}\n");
        File.SetUnixFileMode(node, mode);
        Assert.Equal(node, (await ProvideAsync()).Node);
        Assert.False(File.Exists(run));
        Assert.Contains($"Installing Node {Release.Version} from npm ({node} is not as it was fetched)", told);
        Assert.Equal(KeptNode, await File.ReadAllTextAsync(node));
    }

    [ShellFact]
    public async Task A_node_from_npm_that_is_another_program_is_refused()
    {
        Install("v20.20.2");
        var failure = await Assert.ThrowsAsync<ToolchainException>(() => Toolchain.ProvideAsync(Repository, ToolchainParts.Packages, told.Add,
            Places with { Node = Release with { ProgramHash = new string('0', 64) } }));
        Assert.Contains("another program than the one that is expected", failure.Message, StringComparison.Ordinal);
    }

    [ShellFact]
    public async Task Without_node_or_npm_the_user_is_told_what_to_install()
    {
        File.Delete(Path.Combine(Bin, "npm"));
        var noNpm = await Assert.ThrowsAsync<ToolchainException>(() => ProvideAsync());
        Assert.Equal("npm is not installed, or not on the search path.", noNpm.Message);
        File.Delete(Path.Combine(Bin, "node"));
        var noNode = await Assert.ThrowsAsync<ToolchainException>(() => ProvideAsync());
        Assert.Equal("Node is not installed, or not on the search path.", noNode.Message);
        Assert.Contains("Node.js 22.13 or newer", noNode.Remedy, StringComparison.Ordinal);
    }

    [ShellFact]
    public async Task Once_provided_neither_is_asked_for_npm_again()
    {
        await ProvideAsync();
        File.Delete(Path.Combine(Bin, "npm"));
        await ProvideAsync();
    }

    [ShellFact]
    public async Task A_cache_folder_that_cannot_be_made_is_reported()
    {
        var file = Path.Combine(folder, "file");
        await File.WriteAllTextAsync(file, "");
        var failure = await Assert.ThrowsAsync<ToolchainException>(() =>
            Toolchain.ProvideAsync(Repository, ToolchainParts.Packages, places: Places with { Cache = Path.Combine(file, "cache") }));
        Assert.Contains("ECONOMY_CACHE", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void The_repository_is_found_from_anywhere_inside_it()
    {
        Assert.Equal(Repository, Toolchain.FindRoot(Path.Combine(Repository, "contracts")));
        Assert.Null(Toolchain.FindRoot(folder));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<Toolchain> ProvideAsync(ToolchainParts parts = ToolchainParts.Contracts) => Toolchain.ProvideAsync(Repository, parts, told.Add, Places);

    // Acts on its arguments as Node would with npm or Hardhat, as far as provisioning can see.
    private void Install(string version)
    {
        if (OperatingSystem.IsWindows()) return;
        File.WriteAllText(Path.Combine(folder, "kept"), KeptNode);
        var node = Path.Combine(Bin, "node");
        File.WriteAllText(node, $"""
            #!/bin/sh
            [ "$1" = "--version" ] && echo "{version}" && exit
            [ "$1" = "--import" ] && shift 2
            call() {"{"} echo "$1" >> "{folder}/calls"; [ ! -f "{folder}/fail" ] || {"{"} cat "{folder}/fail" >&2; exit 1; {"}"}; {"}"}
            case "$1 $2" in
              *"npm-cli.js ci")
                if [ ! -f package.json ]; then call "npm ci"; rm -rf node_modules; mkdir node_modules; exit; fi
                package=$(grep -o 'node_modules/[^"]*' package-lock.json | cut -d/ -f2-)
                call "npm ci $package $(sed 's/.*"version":"\([^"]*\)","integrity":"\([^"]*\)".*/\1 \2/; s/\\u002B/+/g' package-lock.json)"
                mkdir -p "node_modules/$package/bin"
                cp "{folder}/kept" "node_modules/$package/bin/node"
                chmod +x "node_modules/$package/bin/node";;
              *"cli.js build") call "hardhat build"; mkdir -p artifacts;;
              *) exit 64;;
            esac
            """);
        File.SetUnixFileMode(node, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
    }
}

/// <summary>A test that needs a POSIX shell.</summary>
public sealed class ShellFactAttribute : FactAttribute
{
    public ShellFactAttribute()
    {
        if (OperatingSystem.IsWindows()) Skip = "The made-up Node is a shell script, which Windows cannot run.";
    }
}
