using Economy.Scenarios;
using Economy.Tests.Cli;

namespace Economy.Tests.Scenarios;

/// <summary>Names that would mislead a reader of the results are one name, refused, or warned of.</summary>
public sealed class NameTests
{
    private const string Composed = "caf\u00e9", Decomposed = "cafe\u0301";
    private static readonly string World = $$"""
        name: w
        ticks: 3
        population: { types: [{ name: a, count: 3, preferences: { {{Composed}}: 1 } }] }
        subsystems: [{ name: {{Decomposed}}, kind: social }]
        assets: [{ name: ASSET }]
        issues: [{ name: plots, asset: ASSET, quantity: 1, price: 1 }]
        pools: [{ name: P, capacity: { cpu: 1 } }]
        """;

    [Fact]
    public void A_name_is_one_name_however_its_accents_are_written()
    {
        var read = Read("land", "p");
        Assert.True(read.Scenario is not null, string.Join('\n', read.Errors));
        Assert.Equal(Composed, read.Scenario.Subsystems[0].Name);
        var set = ScenarioReader.Read(Text("land", "p"), "w.yaml", [$"subsystems.{Decomposed}.fee=7"]);
        Assert.Equal(7, set.Scenario!.Subsystems[0].Fee);
        Assert.Equal(ScenarioHash.Of(read.Scenario), ScenarioHash.Of(ScenarioReader.Read(Text("land", "p").Replace(Decomposed, Composed, StringComparison.Ordinal), "w.yaml").Scenario!));
    }

    [Fact]
    public void Two_names_that_look_alike_are_two_of_one_name() => Assert.Contains(
        "there are two pools called", Assert.Single(ScenarioReader.Read(Text("land", Composed), "w.yaml", [$"pools=[{{name: {Composed}, capacity: {{cpu: 1}}}}, {{name: {Decomposed}, capacity: {{cpu: 1}}}}]"]).Errors).Message, StringComparison.Ordinal);

    [Fact]
    public void A_path_is_left_as_the_file_system_has_it() =>
        Assert.Equal($"{Decomposed}/data", ScenarioReader.Read(Text("land", "p"), "w.yaml", [$"demand.data={Decomposed}/data"]).Scenario!.Demand.Data);

    [Theory]
    [InlineData("storage")]
    [InlineData("gpu")]
    [InlineData("cpu")]
    public void An_issued_asset_is_not_called_like_a_resource(string asset) =>
        Assert.Contains("is a resource in allocation.csv", Assert.Single(Read(asset, "p").Errors).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("+1")]
    [InlineData("-x")]
    [InlineData("@home")]
    public void A_name_that_a_spreadsheet_would_run_is_refused(string name) =>
        Assert.Contains("spreadsheets run what begins so", Assert.Single(Read("land", name).Errors).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("NA", 1)]
    [InlineData("None", 1)]
    [InlineData("Na", 0)]
    public void A_name_that_vanishes_in_R_is_warned_of(string name, int warnings) => Assert.Equal(warnings, Warnings.Of(Read("land", name).Scenario!).Count);

    [Theory]
    [InlineData("constructor")]
    [InlineData("__proto__")]
    [InlineData("toString")]
    public void Names_of_scripts_are_names(string name) => Assert.Empty(Read(name, name + " pool").Errors);

    [Fact]
    public void Half_a_character_is_refused() => Assert.NotEmpty(Read("land", "\\ud83d").Errors);

    [Theory]
    [InlineData(10)] // 'm' and ten times two bytes
    [InlineData(79)]
    public void A_run_name_is_measured_in_bytes(int letters)
    {
        var read = ScenarioReader.ReadFile(EconomyProcess.Small, [$"name=m{new string('語', letters)}"]);
        Assert.Equal(letters == 10, read.Scenario is not null);
        if (letters != 10) Assert.Contains("takes 238 bytes", Assert.Single(read.Errors).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("key")]
    [InlineData("seed")]
    public void Of_eighty_thousand_wrong_lines_a_thousand_are_reported(string key)
    {
        var text = $"name: x\nticks: 3\npopulation: {{ types: [{{ name: a, count: 3 }}] }}\n{string.Concat(Enumerable.Range(0, 80_000).Select(i => key == "seed" ? "seed: 1\n" : $"k{i}: 1\n"))}";
        Assert.Equal(1000, ScenarioReader.Read(text, "x.yaml").Errors.Count);
    }

    [Fact]
    public void A_scenario_may_come_through_a_pipe_and_be_varied()
    {
        using var folder = new Reporting.TemporaryFolder();
        File.WriteAllText(folder["w.yaml"], Text("land", "p"));
        var variants = ScenarioReader.Variants(folder["w.yaml"]);
        File.Delete(folder["w.yaml"]);
        foreach (var ticks in Enumerable.Range(1, 2)) Assert.Equal(ticks, variants([$"ticks={ticks}"]).Scenario!.Ticks);
    }

    private static ScenarioResult Read(string asset, string pool) => ScenarioReader.Read(Text(asset, pool), "w.yaml");

    private static string Text(string asset, string pool) => World.Replace("ASSET", asset, StringComparison.Ordinal).Replace("name: P,", $"name: \"{pool}\",", StringComparison.Ordinal);
}
