using Economy.Chain;
using Economy.Chain.Contracts;
using Economy.Chain.Nodes;
using Economy.Chain.Provisioning;
using Economy.Chain.Rpc;
using Economy.Chain.Settlement;
using Economy.Core.Scenarios;
using Economy.Tests.Reporting;

namespace Economy.Tests.Chain;

public sealed class AnvilTests
{
    [AnvilFact]
    public async Task Books_and_anvil_agree()
    {
        var toolchain = await HardhatFixture.Toolchain();
        await using var node = await ChainNode.StartAnvilAsync(toolchain);
        using var client = new EthereumClient(node.Url);
        var contract = await SettlementContract.DeployAsync(client, toolchain.Artifacts, decimals: 2);
        var books = new RandomJournal();
        await using var queue = new SettlementQueue(contract, new SettlementSpec { EntriesPerBatch = 5 });
        for (var tick = 0; tick < 8; tick++) queue.Accept(books.Tick(Enumerable.Range(tick * 30, 25)));
        await queue.CompleteAsync();
        Assert.True((await Reconciliation.CompareAsync(contract, books.Ledger)).Agrees);
    }

    [Fact]
    public async Task A_missing_anvil_is_said_so()
    {
        var provided = await HardhatFixture.Toolchain();
        using var empty = new TemporaryFolder();
        var toolchain = new Toolchain(provided.Root, provided.Node, new ToolchainPlaces { SearchPath = "", Cache = empty.Path });
        var failure = await Assert.ThrowsAsync<ToolchainException>(() => ChainNode.StartAnvilAsync(toolchain));
        Assert.StartsWith("anvil is not installed, or not on the search path, and ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Foundry", failure.Remedy, StringComparison.Ordinal);
    }

    [AnvilFact]
    public async Task An_archive_with_other_bytes_than_the_pinned_ones_is_refused()
    {
        var provided = await HardhatFixture.Toolchain();
        using var empty = new TemporaryFolder();
        var forged = new PinnedPackage("@foundry-rs/anvil-linux-amd64", "1.7.1", $"sha512-{new string('A', 86)}==", "bin/anvil", new string('0', 64));
        var problem = await forged.InstallAsync(empty.Path, new(provided.Node, Npm.Find(new ToolchainPlaces()), Leashed: true), _ => Task.FromResult(true), CancellationToken.None);
        Assert.Contains("EINTEGRITY", problem, StringComparison.Ordinal);
        Assert.False(Directory.Exists(forged.Home(empty.Path)));
    }

    [AnvilFact]
    public async Task A_kept_anvil_that_was_changed_is_fetched_again()
    {
        var provided = await HardhatFixture.Toolchain();
        using var cache = new TemporaryFolder();
        var folders = new ToolchainPlaces().SearchPath.Split(Path.PathSeparator);
        var withoutAnvil = string.Join(Path.PathSeparator, folders.Where(f => !File.Exists(Path.Combine(f, "anvil"))));
        var toolchain = new Toolchain(provided.Root, provided.Node, new ToolchainPlaces { SearchPath = withoutAnvil, Cache = cache.Path });
        List<string> told = [];

        Task<string> Provide() => new AnvilSource(toolchain, told.Add).ProvideAsync(CancellationToken.None);
        var anvil = await Provide();
        var bytes = await File.ReadAllBytesAsync(anvil);
        Assert.Equal(anvil, await Provide());
        Assert.Single(told);
        await File.WriteAllBytesAsync(anvil, [.. bytes[..^1], (byte)(bytes[^1] ^ 1)]);
        Assert.Equal(anvil, await Provide());
        Assert.Equal(2, told.Count);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(anvil));
    }
}

/// <summary>A test that needs anvil: the installed one, or that of npm, which is fetched once.</summary>
public sealed class AnvilFactAttribute : FactAttribute
{
    public AnvilFactAttribute() => Skip = Anvil.Missing;
}

/// <summary>Such a test of several cases.</summary>
public sealed class AnvilTheoryAttribute : TheoryAttribute
{
    public AnvilTheoryAttribute() => Skip = Anvil.Missing;
}

internal static class Anvil
{
    private static readonly Lazy<string?> Sought = new(() =>
    {
        try
        {
            new AnvilSource(HardhatFixture.Toolchain().GetAwaiter().GetResult(), _ => { }).ProvideAsync(CancellationToken.None).GetAwaiter().GetResult();
            return null;
        }
        catch (ToolchainException missing)
        {
            return missing.Message;
        }
    });

    /// <summary>Why there is none; null if there is.</summary>
    public static string? Missing => Sought.Value;
}
