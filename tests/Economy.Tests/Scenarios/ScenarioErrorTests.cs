using Economy.Scenarios;

namespace Economy.Tests.Scenarios;

public sealed class ScenarioErrorTests
{
    [Fact]
    public void Of_a_long_line_the_part_around_the_token_is_shown()
    {
        string line = $"description: {new string('a', 300)} {new string('b', 300)}";
        var error = new ScenarioError("x.yaml", 7, 315, "bbbb", "wrong", "", "") { SourceLine = line };

        Assert.Equal($"x.yaml:7:315: wrong\n  7 | {new string('a', 19)} {new string('b', 80)}\n    | {new string(' ', 20)}^^^^", error.ToString());
    }

    [Fact]
    public void Nothing_from_the_file_reaches_the_terminal_as_a_control_character()
    {
        ScenarioError error = ScenarioReader.Read("name: \"\\e[31m\\nred\"\nticks: 1\npopulation:\n  types: [{name: a, count: 1}]\n", "x.yaml").Errors[0];

        Assert.DoesNotContain(error.ToString(), c => char.IsControl(c) && c != '\n');
    }
}
