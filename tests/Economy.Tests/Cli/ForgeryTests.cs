using System.Globalization;
using System.Security.Cryptography;
using Economy.Reporting;
using Economy.Scenarios;
using Economy.Tests.Chain;
using Economy.Tests.Reporting;

namespace Economy.Tests.Cli;

/// <summary>A settled run that was changed with care, every hash and digest made to fit, is found out where its other files know better.</summary>
[Collection(HardhatRunsCollection.Name)]
public sealed class ForgeryTests(HardhatFixture hardhat) : IAsyncLifetime, IDisposable
{
    private const string Scenario = "The scenario has the hash", File = "scenario.yaml is the scenario", Repeated = "What the manifest repeats", Promised = "Every file that the scenario promises",
        Flows = "flows.csv, trades.csv and the endowments", Fees = "Network fees are those of the journal", Holdings = "The journal's entries, booked again", Accounts = "Every account of a subsystem is what the journal";

    private readonly TemporaryFolder folder = new();

    private string Run => folder["runs/small"];

    public async Task InitializeAsync()
    {
        var ended = await EconomyProcess.RunAsync(folder.Path, ["run", EconomyProcess.Small, "--quiet", "--chain", $"{hardhat.Node.Url}"]);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Empty(Failed());
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Another_scenario_another_manifest_or_a_missing_file_is_found()
    {
        var manifest = RunManifest.Read(Run);
        var other = manifest.Scenario.Replace("transactionTax: 0.025", "transactionTax: 0.5", StringComparison.Ordinal);
        Assert.NotEqual(manifest.Scenario, other);
        Assert.Contains(File, Failed(manifest with { Scenario = other }));
        System.IO.File.WriteAllText(Path.Combine(Run, "scenario.yaml"), other);
        Assert.Contains(File, Failed(manifest));
        Assert.Contains(Scenario, Failed(manifest with { Scenario = other }));
        Assert.Contains(Scenario, Failed(manifest with { Scenario = "name: [" }));
        System.IO.File.WriteAllText(Path.Combine(Run, "scenario.yaml"), manifest.Scenario);

        RunManifest[] forged =
        [
            manifest with { Name = "another" }, manifest with { Description = "another" }, manifest with { Seed = 99 }, manifest with { Ticks = 3 }, manifest with { CutFrom = 9 },
            manifest with { TickSeconds = 60 }, manifest with { Decimals = 6 }, manifest with { Chain = "anvil" }, manifest with { Settled = false }, manifest with { ChainDetails = null },
            manifest with { ChainDetails = manifest.ChainDetails! with { LastBlock = 1 } }, manifest with { ChainDetails = manifest.ChainDetails! with { Generations = [] } },
        ];
        Assert.All(forged, f => Assert.Contains(Repeated, Failed(f)));
        Assert.Contains(Promised, Failed(manifest with { Tables = [.. manifest.Tables.Where(t => t.Name != "trades")] }));
        Assert.Contains(Promised, Failed(manifest with { NotKept = [manifest.Tables[0] with { Name = "quality" }] }));
        System.IO.File.Delete(Path.Combine(Run, "journal.bin"));
        Assert.Contains(Promised, Failed(manifest with { Files = [.. manifest.Files.Where(f => f.Name != "journal.bin")] }));
    }

    [Theory]
    [InlineData("trades", "buyer", Flows)]
    [InlineData("trades", "seller", Flows)]
    [InlineData("participants", "endowment_minor", Flows)]
    [InlineData("participants", "money_minor", Holdings)]
    [InlineData("participants", "units", Holdings)]
    [InlineData("settlement", "network_fees_minor", Fees)]
    [InlineData("subsystem-accounts", "closing_minor", Accounts)]
    [InlineData("settlement", "journal_entries", "The journal's entries have the roots that were settled")]
    public void What_the_journal_knows_better_is_found(string table, string column, string check)
    {
        var path = Path.Combine(Run, $"{table}.csv");
        var lines = System.IO.File.ReadAllLines(path);
        var at = Array.IndexOf(lines[0].Split(','), column);
        Assert.True(at >= 0, lines[0]);
        var row = lines.Length > 2 ? 2 : 1;
        var cells = lines[row].Split(',');
        cells[at] = (long.Parse(cells[at], CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
        lines[row] = string.Join(',', cells);
        System.IO.File.WriteAllText(path, string.Join('\n', lines) + "\n");
        Assert.Contains(check, Failed(RunManifest.Read(Run)));
    }

    /// <summary>The known beginnings of the names of the checks that fail once the manifest is written with hashes and digests that fit.</summary>
    private List<string> Failed(RunManifest? forged = null)
    {
        if (forged is not null)
        {
            var tables = forged.Tables.Select(t => t with { Sha256 = HashOf($"{t.Name}.csv") }).ToList();
            var files = forged.Files.Select(f => f with { Sha256 = HashOf(f.Name) }).ToList();
            (forged with { Tables = tables, Files = files, EconomyDigest = Digests.Economy(forged.ScenarioHash, tables.Concat(forged.NotKept)) }).Write(Run);
        }

        var failed = Verification.Of(Run, Read).Where(c => c.Outcome == Outcome.Failed).Select(c => c.Name);
        string[] known = [Scenario, File, Repeated, Promised, Flows, Fees, Holdings, Accounts];
        return [.. failed.Select(name => known.FirstOrDefault(k => name.StartsWith(k, StringComparison.Ordinal)) ?? name)];
    }

    private string HashOf(string file) => Convert.ToHexStringLower(SHA256.HashData(System.IO.File.ReadAllBytes(Path.Combine(Run, file))));

    private static VerifiedScenario Read(string text)
    {
        var read = ScenarioReader.Read(text, "scenario");
        return read.Scenario is { } scenario ? new(scenario, ScenarioHash.Of(scenario).ToString(), "") : new(null, "", read.Errors[0].Message);
    }
}
