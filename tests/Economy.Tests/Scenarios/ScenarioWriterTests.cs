using Economy.Core.Scenarios;
using Economy.Scenarios;
using FsCheck;
using FsCheck.Fluent;

namespace Economy.Tests.Scenarios;

public sealed class ScenarioWriterTests
{
    [Fact]
    public void Reading_what_was_printed_gives_the_same_scenario() =>
        Prop.ForAll(ScenarioGenerator.Scenarios, scenario =>
        {
            string printed = ScenarioWriter.Print(scenario);
            ScenarioResult read = ScenarioReader.Read(printed, "printed.yaml");
            Assert.True(read.Errors.Count == 0, string.Join('\n', read.Errors));
            Content.AssertEqual(scenario, read.Scenario!);
            Assert.Equal(printed, ScenarioWriter.Print(read.Scenario!));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Defaults_are_printed_and_keys_stand_in_the_order_of_their_declaration()
    {
        Scenario scenario = ScenarioReaderTests.Read(ScenarioReaderTests.Small);
        string printed = ScenarioWriter.Print(scenario);
        IEnumerable<string> top = printed.Split('\n').Where(line => line.Length > 0 && line[0] != ' ').Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]);

        Assert.Equal(ScenarioGenerator.Keys(typeof(Scenario)).Where(p => p.GetValue(scenario) is not null).Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]), top);
        Assert.Contains("\n  bidBurstable: 0.6\n", printed, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', printed);
    }
}
