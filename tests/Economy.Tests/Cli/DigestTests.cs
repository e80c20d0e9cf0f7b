using Economy.Attention;
using Economy.Reporting;
using Economy.Tests.Reporting;

namespace Economy.Tests.Cli;

public sealed class DigestTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Policies() => new(Allocators.Names);

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task Digests_depend_neither_on_threads_nor_on_cells_nor_on_the_instructions_of_the_processor(string policy)
    {
        string[] set = ["--set", $"allocation.policy={policy}"];
        var plain = await DigestsAsync([.. set, "--threads", "1", "--cells", "1"]);

        Assert.Equal(plain, await DigestsAsync([.. set, "--threads", "2", "--cells", "7"], ("DOTNET_EnableHWIntrinsic", "0")));
        Assert.Equal(plain, await DigestsAsync([.. set, "--threads", "8", "--cells", "64"], ("GLIBC_TUNABLES", "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4")));
    }

    [Fact]
    public async Task Digests_of_a_longer_run_do_not_depend_on_threads_and_cells()
    {
        var plain = await DigestsAsync(["--ticks", "40", "--threads", "1", "--cells", "1"]);
        foreach (var (threads, cells) in ((string, string)[])[("2", "1"), ("8", "7"), ("1", "64")])
            Assert.Equal(plain, await DigestsAsync(["--ticks", "40", "--threads", threads, "--cells", cells]));
    }

    [Fact]
    public async Task Name_and_folder_of_a_run_do_not_enter_its_digests_but_its_seed_does()
    {
        var plain = await DigestsAsync([]);
        var elsewhere = await DigestsAsync(["--name", "another", "--out", "deep/down"]);
        var another = await DigestsAsync(["--seed", "2"]);

        Assert.Equal(plain, elsewhere);
        Assert.NotEqual(plain.Economy, another.Economy);
        Assert.NotEqual(plain.Settlement, another.Settlement);
    }

    public void Dispose() => folder.Dispose();

    private async Task<(string Economy, string Settlement)> DigestsAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        var ended = await EconomyProcess.RunAsync(folder.Path, ["run", EconomyProcess.Small, "--json", .. arguments], environment);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        var name = Array.IndexOf(arguments, "--name") is var at and >= 0 ? arguments[at + 1] : "small";
        var root = Array.IndexOf(arguments, "--out") is var to and >= 0 ? arguments[to + 1] : "runs";
        var manifest = RunManifest.Read(Path.Combine(folder.Path, root, name));
        Assert.Equal(manifest.ToJson(), ended.Output);
        return (manifest.EconomyDigest, manifest.SettlementDigest);
    }
}
