using System.Text.RegularExpressions;
using Economy.Actors;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Reporting;
using Economy.Scenarios;
using Economy.Tests.Support;
using Economy.World;
using Economy.World.Actors;
using Economy.World.Tick.Allocate;

namespace Economy.Tests.EndToEnd;

/// <summary>The README promises digests that anyone can reproduce; this is where it is held to them.</summary>
public partial class PublishedDigestTests
{
    [Fact]
    public void The_quickstart_has_the_digests_that_the_README_states()
    {
        var runs = Directory.CreateTempSubdirectory("economy-digest-");
        try
        {
            var manifest = Run(Path.Combine(Repository.Root, "scenarios", "quickstart.yaml"), runs.FullName);
            var readme = Path.Combine(Repository.Root, "README.md");
            var stated = Stated().Match(File.ReadAllText(readme));
            var actual = $"economy    {manifest.EconomyDigest}\nsettlement {manifest.SettlementDigest}\n";
            if (Repository.IsRewriting)
                File.WriteAllText(readme, File.ReadAllText(readme).Replace(stated.Value, actual, StringComparison.Ordinal));
            else
                Assert.Equal(actual, stated.Value);
        }
        finally
        {
            runs.Delete(recursive: true);
        }
    }

    private static RunManifest Run(string file, string root)
    {
        var scenario = ScenarioReader.ReadFile(file, ["chain=none"]).Scenario!;
        var world = WorldBuilder.Build(scenario).World!;
        using var folder = RunFolder.Begin(root, scenario.Name, scenario);
        using var stage = ActorRuns.Stage(world, threads: 2);
        var journals = new Roots(folder);
        new Simulator(world, stage, Policies.Of(scenario.Allocation), folder, journals).Run();
        return folder.Complete(RunManifest.Of(scenario, ScenarioWriter.Print(scenario), ScenarioHash.Of(scenario).ToString()));
    }

    [GeneratedRegex("economy    [0-9a-f]{64}\nsettlement [0-9a-f]{64}\n")]
    private static partial Regex Stated();

    private sealed class Roots(RunFolder folder) : IJournalSink
    {
        public void Accept(TickJournal journal) =>
            folder.Write(new SettlementRow(journal.Tick, journal.Root.ToString(), journal.Entries.Length, null, 0, 0, 0, 0, "unsettled"));
    }
}
