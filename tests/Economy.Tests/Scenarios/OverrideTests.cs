using Economy.Core.Scenarios;
using Economy.Scenarios;

namespace Economy.Tests.Scenarios;

public sealed class OverrideTests
{
    [Fact]
    public void An_override_replaces_a_key_or_adds_it()
    {
        Scenario scenario = ScenarioReaderTests.Read(ScenarioReaderTests.Small, "ticks=20", "money.transactionTax=0.02", "demand.poolPrice.gpu=5", "name=2024");

        Assert.Equal(20, scenario.Ticks);
        Assert.Equal(0.02, scenario.Money.TransactionTax);
        Assert.Equal(5, scenario.Demand.PoolPrice.Gpu);
        Assert.Equal("2024", scenario.Name);
    }

    [Fact]
    public void Items_are_named_by_their_name_or_their_index()
    {
        Scenario scenario = ScenarioReaderTests.Read(ScenarioReaderTests.Small, "population.types.player.count=50", "population.types.v1.2 trader.count=60", "population.types.0.holdings.sword=7");

        Assert.Equal([50, 60], scenario.Population.Types.Select(t => t.Count));
        Assert.Equal(7, scenario.Population.Types[0].Holdings["sword"]);
    }

    [Fact]
    public void A_list_can_be_given_as_a_whole_and_the_last_override_wins()
    {
        Scenario scenario = ScenarioReaderTests.Read(ScenarioReaderTests.Small, "markets=[{asset: sword}]", "population.types.player.trading=zero-intelligence", "ticks=5", "ticks=6");

        Assert.Equal("sword", Assert.Single(scenario.Markets).Asset);
        Assert.Equal(6, scenario.Ticks);
    }

    [Fact]
    public void An_override_can_mend_what_is_wrong_in_the_file() =>
        Assert.Empty(ScenarioReader.Read(ScenarioReaderTests.Small + "\nchain: hardhatt\nmoney:\n", "test.yaml", ["chain=none", "money.decimals=3"]).Errors);

    [Fact]
    public void An_override_below_a_wrong_value_does_not_hide_it()
    {
        IReadOnlyList<ScenarioError> errors = ScenarioReader.Read(ScenarioReaderTests.Small + "\nmoney: 5\n", "test.yaml", ["money.decimals=3"]).Errors;

        Assert.Equal(["'money' has no keys below it", "money must be a group of keys, not '5'"], errors.Select(e => e.Message));
    }

    [Theory]
    [InlineData("ticks", "an override needs a key and a value")]
    [InlineData("ticks=abc", "ticks must be a whole number, not 'abc'")]
    [InlineData("ticks=", "ticks must be a whole number, not ''")]
    [InlineData("ticks=[1", "not valid YAML: the bracket that opens here is not closed, or a comma is missing in it")]
    [InlineData("ticks.first=1", "'ticks' has no keys below it")]
    [InlineData("tick=1", "the scenario has no key 'tick'")]
    [InlineData("money.transactiontax=0.1", "money has no key 'transactiontax'")]
    [InlineData("population.types.playr.count=1", "there is no 'playr' in population.types")]
    [InlineData("population.types.2.count=1", "there is no '2' in population.types")]
    [InlineData("markets.0.asset=sword", "there is no '0' in markets")]
    [InlineData("population.types.player.preferences.arena=1", "there is no subsystem called 'arena'")]
    [InlineData("..=1", "the scenario has no key ''")]
    public void A_wrong_override_is_refused_at_its_place(string set, string message)
    {
        ScenarioError error = ScenarioReader.Read(ScenarioReaderTests.Small, "test.yaml", [set]).Errors[0];

        Assert.Equal(message, error.Message);
        Assert.Equal($"--set {set}", error.File);
        Assert.Equal(0, error.Line);
    }

    [Fact]
    public void The_token_of_an_override_is_underlined()
    {
        ScenarioError error = Assert.Single(ScenarioReader.Read(ScenarioReaderTests.Small, "test.yaml", ["allocation.policy=softmaxx"]).Errors);

        Assert.Equal(
            """
            --set allocation.policy=softmaxx: allocation.policy cannot be 'softmaxx'
               | allocation.policy=softmaxx
               |                   ^^^^^^^^
              expected: one of attention, drf, eisenberg-gale, equal, greedy, priority, proportional, softmax, softmax-best, task-attention
              did you mean 'softmax'?
            """.ReplaceLineEndings("\n"),
            error.ToString());
    }
}
