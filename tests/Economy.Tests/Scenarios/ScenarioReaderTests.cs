using Economy.Core.Scenarios;
using Economy.Scenarios;
using Economy.Tests.Support;

namespace Economy.Tests.Scenarios;

public sealed class ScenarioReaderTests
{
    public const string Small = """
        name: test
        ticks: 10
        population:
          types:
            - name: player
              count: 10
              holdings: {sword: 2}
            - name: v1.2 trader
              count: 3
        assets:
          - name: sword
        """;

    public static TheoryData<string> Samples() => new(Directory.EnumerateFiles(Path.Combine(Repository.Root, "scenarios"), "*.yaml"));

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_sample_scenario_is_valid(string file) => Assert.Empty(ScenarioReader.ReadFile(file).Errors);

    [Fact]
    public void A_key_left_out_has_the_default_of_its_record()
    {
        Scenario scenario = Read(Small);

        Assert.Equal(3600, scenario.TickSeconds);
        Assert.Equal("hardhat", scenario.Chain);
        Assert.Equal(new MoneySpec(), scenario.Money);
        Assert.Null(scenario.Money.SupplyTarget);
        Assert.Equal(1800, scenario.Population.Types[0].Attention);
        Assert.Equal(2, scenario.Population.Types[0].Holdings["sword"]);
        Assert.Empty(scenario.Subsystems);
    }

    [Fact]
    public void A_byte_order_mark_and_windows_line_ends_are_fine()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(Small.ReplaceLineEndings("\r\n"))];

        Assert.Empty(ScenarioReader.Read(bytes, "test.yaml").Errors);
    }

    [Fact]
    public void The_largest_seed_and_the_longest_numbers_are_read_exactly()
    {
        Scenario scenario = Read(Small + "\nseed: 18446744073709551615\nmoney: {wealthTaxExemption: 999999999999999, burnShare: 0.1}\n");

        Assert.Equal(ulong.MaxValue, scenario.Seed);
        Assert.Equal(999_999_999_999_999, scenario.Money.WealthTaxExemption);
        Assert.Equal(0.1, scenario.Money.BurnShare);
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error_that_names_its_neighbour()
    {
        ScenarioError error = Assert.Single(ScenarioReader.ReadFile(Path.Combine(Repository.Root, "scenarios", "kinetic-exchnge.yaml")).Errors);

        Assert.Equal("there is no such file", error.Message);
        Assert.Equal("did you mean 'kinetic-exchange.yaml'?", error.Suggestion);
    }

    [Fact]
    public void A_folder_and_a_file_too_large_are_refused()
    {
        Assert.Contains("folder", Assert.Single(ScenarioReader.ReadFile(Repository.Root).Errors).Message, StringComparison.Ordinal);
        string large = Path.GetTempFileName();
        File.WriteAllBytes(large, new byte[(1 << 20) + 1]);
        Assert.Contains("larger", Assert.Single(ScenarioReader.ReadFile(large).Errors).Message, StringComparison.Ordinal);
        File.Delete(large);
    }

    // Whatever is cut off or scribbled over must come back as errors, never as an exception.
    [Fact]
    public void No_damage_to_a_file_makes_the_reader_throw()
    {
        string text = ScenarioWriter.Print(Read(Small));
        for (int cut = 0; cut < text.Length; cut += 29)
        {
            ScenarioReader.Read(text[..cut], "cut.yaml");
            foreach (string scribble in new[] { "[", "{", "\"", "'", ": ", "- ", "&", "*", "!", "|", ">", "%", "@", "?", "#", "\t", "\n---\n", "\\", "\r", "\u2028" })
            {
                ScenarioReader.Read(text[..cut] + scribble + text[cut..], "scribbled.yaml");
                ScenarioReader.Read(Small, "set.yaml", [$"{text[..(cut % 40)]}={scribble}"]);
            }
        }
    }

    internal static Scenario Read(string text, params string[] sets)
    {
        ScenarioResult result = ScenarioReader.Read(text, "test.yaml", sets);
        Assert.Empty(result.Errors);
        return result.Scenario!;
    }
}
