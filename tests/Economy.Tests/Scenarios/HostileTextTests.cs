using Economy.Core;
using Economy.Scenarios;

namespace Economy.Tests.Scenarios;

/// <summary>Text of a scenario cannot steer the terminal that a message about it is printed on.</summary>
public sealed class HostileTextTests
{
    [Fact]
    public void Names_with_escape_codes_and_turned_writing_are_shown_harmless()
    {
        var text = """
            name: hostile
            ticks: 5
            population:
              types:
                - name: "pla\e[2Jyer\n"
                  count: 3
                - name: "\u202Eredart"
                  count: 3
                - name: "\u202Eredart"
                  count: 3
            """;
        var errors = ScenarioReader.Read(text, "hostile.yaml").Errors;
        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.DoesNotMatch(@"[\e\u202e\r]", error.ToString()));
        Assert.Contains(errors, error => error.ToString().Contains("pla\ufffd[2Jyer", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("plain, “quoted”, العربية, 日本語, 👩‍🚀\n\ttwo", "plain, “quoted”, العربية, 日本語, 👩‍🚀\n\ttwo")]
    [InlineData("\u001b]0;owned\u0007 \u009b2J \0\r", "\ufffd]0;owned\ufffd \ufffd2J \ufffd\ufffd")]
    [InlineData("\u202ecod.exe\u2066\u2028\ufeff", "\ufffdcod.exe\ufffd\ufffd\ufffd")]
    public void Only_what_acts_on_the_terminal_is_replaced(string text, string shown) => Assert.Equal(shown, Printable.Text(text));
}
