using System.Text.RegularExpressions;
using Economy.Experiments.Files;
using Economy.Scenarios;
using Economy.Tests.Support;

namespace Economy.Tests.Scenarios;

public sealed partial class DocumentationTests
{
    [Fact]
    public void The_documented_keys_columns_and_schema_are_those_of_the_code()
    {
        ExperimentFile.Register();
        if (Repository.IsRewriting) Documentation.Rewrite(Repository.Root, ExperimentFile.Documented);
        foreach ((string path, string text) in Documentation.Files(Repository.Root, ExperimentFile.Documented))
        {
            Assert.True(File.Exists(path) && File.ReadAllText(path) == text, $"{path} is out of date: run `economy schema --write-docs`");
        }
    }

    [Fact]
    public void The_examples_in_the_guide_are_valid()
    {
        MatchCollection examples = Example().Matches(File.ReadAllText(Path.Combine(Repository.Root, "scenarios", "README.md")));

        Assert.NotEmpty(examples);
        foreach (Match example in examples)
        {
            Assert.Empty(ScenarioReader.Read(example.Groups[1].Value, "README.md", ["money.transactionTax=0.05", "population.types.trader.count=50", "pools.cloud.capacity.cpu=128", "markets=[{asset: ore, lotSize: 5}]"]).Errors);
        }
    }

    [Fact]
    public void Parts_of_scenarios_in_the_guide_are_valid()
    {
        var parts = Part().Matches(File.ReadAllText(Path.Combine(Repository.Root, "scenarios", "README.md")));
        Assert.NotEmpty(parts);
        Assert.All(parts, part => Assert.Empty(ScenarioReader.Read($"name: part\nticks: 96\n{part.Groups[1].Value}", "README.md", ["population.types.player.preferences={}"]).Errors));
    }

    [GeneratedRegex("```\n(population:.*?)```", RegexOptions.Singleline)]
    private static partial Regex Part();

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
