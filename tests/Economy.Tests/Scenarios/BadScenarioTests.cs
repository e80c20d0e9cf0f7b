using Economy.Scenarios;
using Economy.Tests.Support;

namespace Economy.Tests.Scenarios;

/// <summary>
/// Golden files: every scenario in Bad/ is wrong, and beside it stands what its author is told.
/// <c>ECONOMY_REWRITE=1 dotnet test --filter BadScenarioTests</c> writes the texts anew; read them before committing.
/// </summary>
public sealed class BadScenarioTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Economy.Tests", "Scenarios", "Bad");

    public static TheoryData<string> Names() => new(Directory.EnumerateFiles(Folder, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_wrong_scenario_is_refused_with_its_golden_text(string name)
    {
        ScenarioResult result = ScenarioReader.Read(File.ReadAllBytes(Path.Combine(Folder, name + ".yaml")), name + ".yaml");
        string told = string.Concat(result.Errors.Select(e => e + "\n"));

        Assert.Null(result.Scenario);
        Assert.NotEmpty(result.Errors);
        string golden = Path.Combine(Folder, name + ".expected.txt");
        if (Repository.IsRewriting) File.WriteAllText(golden, told);
        Assert.Equal(File.ReadAllText(golden), told);
    }

    [Fact]
    public void At_least_forty_ways_to_be_wrong_are_tried() => Assert.True(Names().Count >= 40);
}
