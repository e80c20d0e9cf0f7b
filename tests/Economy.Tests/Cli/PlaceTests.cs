using System.Diagnostics;
using Economy.Chain.Provisioning;
using Economy.Reporting;
using Economy.Tests.Chain;
using Economy.Tests.Reporting;

namespace Economy.Tests.Cli;

/// <summary>Where people run it: with little memory, few files, in folders with awkward names, on nodes of a provider.</summary>
[Collection(HardhatRunsCollection.Name)]
public sealed class PlaceTests(HardhatFixture hardhat) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>Memory given out ends anywhere: in a worker, in an actor, while a table is written.</summary>
    [Theory]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(40)]
    [InlineData(56)]
    public async Task With_too_little_memory_a_run_ends_with_a_word_and_leaves_nothing(int mebibytes)
    {
        var large = File.ReadAllText(EconomyProcess.Small).Replace("count: 70", "count: 60000", StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder["large.yaml"], large);
        var ended = await EconomyProcess.RunAsync(folder.Path, ["run", "large.yaml", "--quiet"], ("DOTNET_GCHeapHardLimit", $"0x{mebibytes << 20:x}"));
        Assert.Equal(1, ended.ExitCode);
        Assert.Equal("economy: the memory that this process may use is not enough.\n  Allow it more, or make the scenario smaller: fewer participants, or fewer runs at a time (--threads).\n", ended.Error);
        Assert.False(Directory.Exists(folder["runs"]) && Directory.EnumerateFileSystemEntries(folder["runs"]).Any());
    }

    [LinuxTheory]
    [InlineData(40)]
    [InlineData(64)]
    [InlineData(128)]
    [InlineData(255)]
    public async Task With_too_few_files_it_says_so_before_it_begins(int files)
    {
        var ended = await EconomyProcess.RunAfterAsync($"ulimit -n {files}", folder.Path, ["run", EconomyProcess.Small, "--quiet"]);
        Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
        Assert.Equal($"economy: a process may open only {files} files here, and this program needs 256 at least.\n  Raise the limit: ulimit -n 1024\n", ended.Error);
        Assert.False(Directory.Exists(folder["runs"]));
    }

    [LinuxFact]
    public async Task With_as_many_files_as_it_asks_for_a_run_settles_on_a_node_of_its_own_and_where_only_the_soft_limit_is_low_it_raises_it()
    {
        var hard = await EconomyProcess.RunAfterAsync("ulimit -n 256", folder.Path, ["run", EconomyProcess.Small, "--quiet", "--chain", "hardhat"]);
        Assert.True(hard.ExitCode == 0, hard.ToString());
        var soft = await EconomyProcess.RunAfterAsync("ulimit -S -n 64", folder.Path, ["run", EconomyProcess.Small, "--quiet"]);
        Assert.True(soft.ExitCode == 0, soft.ToString());
        Assert.Equal(hard.Output.Replace("settlement", "unsettled ", StringComparison.Ordinal), soft.Output);
    }

    /// <summary>As in a container without a network whose loopback interface nobody has brought up.</summary>
    [NamespaceFact]
    public async Task Where_loopback_is_down_it_is_said_at_once_and_books_alone_go_on()
    {
        var onChain = await EconomyProcess.RunAfterAsync(NamespaceFactAttribute.WithoutNetwork, folder.Path, ["run", EconomyProcess.Small, "--chain", "hardhat", "--quiet"]);
        Assert.Equal((1, ""), (onChain.ExitCode, onChain.Output));
        Assert.StartsWith("economy: This machine cannot reach itself at 127.0.0.1 (", onChain.Error, StringComparison.Ordinal);
        Assert.EndsWith("\n  Bring its loopback interface up (ip link set lo up), or leave the chain out: --chain none.\n", onChain.Error, StringComparison.Ordinal);
        var books = await EconomyProcess.RunAfterAsync(NamespaceFactAttribute.WithoutNetwork, folder.Path, ["run", EconomyProcess.Small, "--quiet"]);
        Assert.True(books.ExitCode == 0, books.ToString());
    }

    [LinuxFact]
    public async Task Without_a_registry_the_setup_ends_within_a_minute_with_what_to_do()
    {
        using var clone = new SmallClone();
        BorrowNode(clone);
        var clock = Stopwatch.StartNew();
        var ended = await EconomyProcess.RunAsync(clone.Path, ["run", "small.yaml"], ("ECONOMY_CACHE", clone.Cache), ("npm_config_cache", folder["npm"]), ("npm_config_registry", "http://127.0.0.1:1/"));
        Assert.Equal(1, ended.ExitCode);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.StartsWith($"economy: npm ci failed in {clone.Path}:\n", ended.Error, StringComparison.Ordinal);
        Assert.EndsWith("\n  Check that the npm registry can be reached, then run again. Without a chain no packages are needed: --chain none.\n", ended.Error, StringComparison.Ordinal);
        Assert.Contains("Installing the npm packages (npm ci)", ended.Output, StringComparison.Ordinal);
    }

    /// <summary>A question mark alone is the worst: what Node makes an address of ends there, and the rest is silently another file's.</summary>
    [LinuxFact]
    public async Task A_clone_in_a_folder_that_Node_misreads_settles_on_Hardhat()
    {
        using var clone = new SmallClone("a#b %20 c?d \\e really?");
        BorrowNode(clone);
        var run = await EconomyProcess.RunAsync(clone.Path, ["run", "small.yaml"], ("ECONOMY_CACHE", clone.Cache));
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Matches(@"books and chain agree on all \d+ accounts × 3 tokens", run.Output);
        Assert.True(File.Exists(Path.Combine(clone.Path, "runs", "small", "report.html")));
        Assert.False(Directory.Exists(Path.Combine(clone.Path, "node_modules")));
        var verified = await EconomyProcess.RunAsync(clone.Path, ["verify", "runs/small"]);
        Assert.True(verified.ExitCode == 0, verified.ToString());
    }

    /// <summary>As those that rent out nodes do: by a key in the path, within a limit of requests.</summary>
    [LinuxFact]
    public async Task A_run_settles_on_a_providers_node_and_shows_its_key_to_nobody()
    {
        const string Secret = "9aa3d95b3bc440fa88ea12eaa4456161";
        var books = await EconomyProcess.RunAsync(folder.Path, ["run", EconomyProcess.Small, "--quiet"]);
        string address;
        Ended run;
        await using (var provider = new FaultyProxy(hardhat.Node.Url) { Choose = (number, _) => number % 3 == 0 ? Mischief.TurnedAway : Mischief.None })
        {
            address = provider.Url.AbsoluteUri.TrimEnd('/');
            run = await EconomyProcess.RunAsync(folder.Path, ["run", EconomyProcess.Small, "--chain", $"{address}/v3/{Secret}?key={Secret}"]);
            Assert.True(provider.Counts[Mischief.TurnedAway] > 3);
        }

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Empty(RunManifest.Read(folder["runs/small"]).Reconciliation!.Differences);
        Assert.Contains("is asked more often than it allows (HTTP 429); asking again", run.Output, StringComparison.Ordinal);
        Assert.Contains(books.Output.Split('\n')[0].Split(' ')[^1][..8], run.Output, StringComparison.Ordinal);
        var gone = await EconomyProcess.RunAsync(folder.Path, ["chain", "status", $"{address}/v3/{Secret}"]);
        Assert.StartsWith($"economy: No Ethereum node at {address}: ", gone.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, $"{run} {gone}", StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder["runs"], "*", SearchOption.AllDirectories))
            Assert.DoesNotContain(Secret, await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    /// <summary>The Node that was fetched for this machine, if one was, need not be fetched again.</summary>
    private static void BorrowNode(SmallClone clone)
    {
        Directory.CreateDirectory(clone.Cache);
        var own = new ToolchainPlaces().Cache;
        foreach (var node in Directory.Exists(own) ? Directory.EnumerateDirectories(own, "node-*") : [])
            Directory.CreateSymbolicLink(Path.Combine(clone.Cache, Path.GetFileName(node)), node);
    }
}

/// <summary>A test in namespaces of its own, skipped where the system lets nobody make any.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NamespaceFactAttribute : FactAttribute
{
    /// <summary>What a shell does to run its arguments in a network without interfaces, or with process ids of its own.</summary>
    public const string WithoutNetwork = "set -- unshare -rn \"$@\"", WithOwnProcessIds = "set -- unshare -rpf \"$@\"";

    private static readonly Lazy<bool> CanBeMade = new(() =>
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/unshare")) return false;
        using var unshare = Process.Start(new ProcessStartInfo("unshare", ["-rpfn", "true"]) { RedirectStandardError = true })!;
        unshare.WaitForExit();
        return unshare.ExitCode == 0;
    });

    public NamespaceFactAttribute()
    {
        if (!CanBeMade.Value) Skip = "no namespaces can be made here (unshare of util-linux, user namespaces)";
    }
}
