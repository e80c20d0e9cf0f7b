using Economy.Attention;
using Economy.Reporting;
using Economy.Tests.Reporting;
using Microsoft.Data.Sqlite;

namespace Economy.Tests.Cli;

public sealed class DigestTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static (string Name, string Value)[] Processors { get; } =
        [("DOTNET_EnableHWIntrinsic", "0"), ("GLIBC_TUNABLES", "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4")];

    /// <summary>What a run leaves does not depend on the instructions of the processor, nor on threads and cells besides.</summary>
    [Fact]
    public async Task Digests_depend_neither_on_threads_nor_on_cells_nor_on_the_instructions_of_the_processor()
    {
        var plain = await DigestsAsync(["--threads", "1", "--cells", "1"]);
        Assert.Equal(plain, await DigestsAsync(["--threads", "2", "--cells", "7"], Processors[0]));
        Assert.Equal(plain, await DigestsAsync(["--threads", "8", "--cells", "64"], Processors[1]));
    }

    /// <summary>Threads and cells of every policy are put through RunLaws.</summary>
    [Fact]
    public async Task Digests_of_no_policy_depend_on_the_instructions_of_the_processor()
    {
        File.Copy(EconomyProcess.Small, folder["small.yaml"]);
        await File.WriteAllTextAsync(folder["policies.yaml"], $$"""
            name: policies
            scenario: small.yaml
            factors: [{key: allocation.policy, values: [{{string.Join(", ", Allocators.Names)}}]}]
            seeds: 1..2
            measures: [{name: gini, column: ticks.wealth_gini, over: last}]
            """);
        var plain = await DigestsOfPoliciesAsync("plain");
        Assert.Equal(2 * Allocators.Names.Count, plain.Count);
        Assert.Equal(plain.Count, plain.Distinct().Count());
        foreach (var processor in Processors) Assert.Equal(plain, await DigestsOfPoliciesAsync(processor.Name, processor));
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

    private async Task<IReadOnlyList<string>> DigestsOfPoliciesAsync(string name, params (string Name, string Value)[] environment)
    {
        var ended = await EconomyProcess.RunAsync(folder.Path, ["sweep", "policies.yaml", "--quiet", "--workers", "1", "--out", name], environment);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        using var study = new SqliteConnection($"Data Source={folder[$"{name}/study.db"]};Mode=ReadOnly;Pooling=False");
        study.Open();
        using var query = study.CreateCommand();
        query.CommandText = "SELECT policy || ' ' || seed || ' ' || digest FROM results ORDER BY policy, seed";
        using var rows = query.ExecuteReader();
        var digests = new List<string>();
        while (rows.Read()) digests.Add(rows.GetString(0));
        return digests;
    }

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
