using Economy.Chain.Nodes;
using Economy.Chain.Accounts;
using Economy.Reporting;
using Economy.Tests.Chain;
using Economy.Tests.Reporting;

namespace Economy.Tests.Cli;

/// <summary>A run that settles with a key of its own on a node that does not hold it.</summary>
[Collection(HardhatRunsCollection.Name)]
public sealed class OwnKeyTests : IDisposable
{
    private const string File = "settler.key";
    private readonly HardhatFixture hardhat;
    private readonly TemporaryFolder folder = new();
    private readonly string text = OwnKey.Text();
    private readonly SigningKey key;

    public OwnKeyTests(HardhatFixture hardhat)
    {
        this.hardhat = hardhat;
        key = OwnKey.Of(text);
        Write($"{text}\n");
    }

    [Fact]
    public async Task A_run_settles_with_a_key_of_its_own_and_never_shows_it()
    {
        var poor = await RunAsync("--key-file", File);
        Assert.Equal(1, poor.ExitCode);
        Assert.Contains($"economy: The settling account {key.Address} has 0 ether and must be able to pay 0.", poor.Error, StringComparison.Ordinal);
        Assert.Contains("Send it that and what the rest of the run needs", poor.Error, StringComparison.Ordinal);

        await OwnKey.FundAsync(hardhat.Client, key, ether: 100);
        var ended = await RunAsync("--key-file", File, "--checkpoint-every", "2");
        Assert.True(ended.ExitCode == 0, ended.ToString());
        var manifest = RunManifest.Read(folder["runs/small"]);
        Assert.Equal("nethereum", manifest.MadeBy["chain"]);
        Assert.Empty(manifest.Reconciliation!.Differences);
        var status = await ChainStatus.OfAsync(hardhat.Node.Url, Address.Parse(manifest.ChainDetails!.Contracts["settlement"]));
        Assert.Equal([key.Address], Assert.Single(status.Settlements).Settlers);
        Assert.Equal(0, (await EconomyProcess.RunAsync(folder.Path, ["verify", "runs/small"])).ExitCode);

        var digits = text[2..];
        foreach (var file in Directory.EnumerateFiles(folder["runs"], "*", SearchOption.AllDirectories))
            Assert.DoesNotContain(digits, await System.IO.File.ReadAllTextAsync(file), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(digits, poor.ToString() + ended, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_environment_may_hold_the_key_and_trades_are_signed_by_both_sides_all_the_same()
    {
        await OwnKey.FundAsync(hardhat.Client, key, ether: 100);
        string[] run = ["run", EconomyProcess.Small, "--quiet", "--chain", $"{hardhat.Node.Url}", "--set", "settlement.mode=per-trade", "--set", "settlement.signed=true"];
        var ended = await EconomyProcess.RunAsync(folder.Path, run, (SigningKey.Variable, text));
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal(0, (await EconomyProcess.RunAsync(folder.Path, ["verify", "runs/small"])).ExitCode);
    }

    [LinuxFact]
    public async Task A_killed_run_goes_on_with_its_key_and_not_without()
    {
        await OwnKey.FundAsync(hardhat.Client, key, ether: 100);
        string[] run = ["run", EconomyProcess.Small, "--ticks", "100", "--set", "settlement.lagTicks=2", "--quiet", "--chain", $"{hardhat.Node.Url}", "--key-file", File, "--checkpoint-every", "20"];
        using (var process = EconomyProcess.Start(folder.Path, run))
        {
            while (!process.HasExited && !System.IO.File.Exists(folder["runs/small.unfinished/checkpoint.bin"])) await Task.Delay(10);
            Assert.False(process.HasExited);
            process.Kill();
            await process.EndAsync();
        }

        var without = await EconomyProcess.RunAsync(folder.Path, ["resume", "runs/small", "--quiet"]);
        Assert.True(without.ExitCode == 1, without.ToString());
        Assert.Contains($"settled by {key.Address}, for which neither the node nor a key given here signs.", without.Error, StringComparison.Ordinal);
        var with = await EconomyProcess.RunAsync(folder.Path, ["resume", "runs/small", "--quiet", "--key-file", File]);
        Assert.True(with.ExitCode == 0, with.ToString());
        Assert.Equal("start", Assert.Single(RunManifest.Read(folder["runs/small"]).ChainDetails!.Generations).Cause);
    }

    [LinuxFact]
    public async Task A_key_that_is_malformed_open_to_others_or_of_no_use_is_refused()
    {
        Write(text[..^1]);
        await RefusedAsync("settler.key holds no key: 64 hexadecimal digits, with or without 0x before them, are wanted.");
        Write("");
        await RefusedAsync("settler.key is empty.");
        Write(text);
        Allow(UnixFileMode.UserRead | UnixFileMode.OtherRead);
        await RefusedAsync("settler.key can be read or changed by other users. Keep the key to yourself: chmod 600 settler.key");
        System.IO.File.Delete(folder[File]);
        await RefusedAsync("settler.key cannot be read: ");
        Write(text);
        await RefusedAsync("--key-file goes with --chain URL only: the node of a run on none signs itself.", "none");
    }

    public void Dispose()
    {
        folder.Dispose();
    }

    private async Task RefusedAsync(string message, string? chain = null)
    {
        var refused = await EconomyProcess.RunAsync(folder.Path, ["run", EconomyProcess.Small, "--chain", chain ?? $"{hardhat.Node.Url}", "--key-file", File]);
        Assert.Equal(2, refused.ExitCode);
        Assert.StartsWith($"economy: {message}", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(text[2..^1], refused.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    private Task<Ended> RunAsync(params string[] arguments) =>
        EconomyProcess.RunAsync(folder.Path, ["run", EconomyProcess.Small, "--chain", $"{hardhat.Node.Url}", .. arguments]);

    private void Write(string content)
    {
        System.IO.File.WriteAllText(folder[File], content);
        Allow(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private void Allow(UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) System.IO.File.SetUnixFileMode(folder[File], mode);
    }
}
