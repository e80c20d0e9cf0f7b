using Economy.Core.Books;
using Economy.Core.Scenarios;
using Economy.Scenarios;

namespace Economy.Tests.Scenarios;

public sealed class ScenarioHashTests
{
    // Every key of every section once, so that each can be changed alone.
    private const string Everything = """
        name: test
        ticks: 10
        population:
          types:
            - {name: player, count: 10, regions: {north: 1}, holdings: {sword: 2}, preferences: {arena: 1}, jobWeight: 1, trading: zero-intelligence, entry: {room: 2}, exit: {churnRate: 0.1, outsideOption: 1, bankruptcy: 5}}
            - {name: trader, count: 5}
        subsystems:
          - {name: arena, kind: social, makes: {sword: 1}, uses: {shield: 1}}
        regions:
          - {name: north, latency: {south: 50}}
          - {name: south}
        quality: {seed: 1}
        allocation: {model: m.safetensors, modelHash: "00", learning: {until: 5}, scope: {kind: local}}
        pools:
          - {name: cloud, region: north, capacity: {cpu: 1, gpu: 1, memory: 1, bandwidth: 1, storage: 1}}
        assets:
          - name: sword
          - name: shield
        issues:
          - {name: drop, asset: sword, quantity: 2, every: 3}
        markets:
          - asset: sword
        frictions: {gasLimit: 30000000}
        """;

    private static readonly string[] Outside = ["name", "description", "chain", "settlement", "output", "demand.data", "allocation.model"];

    // Values that the type of a key cannot tell; "" where no other value is possible.
    private static readonly Dictionary<string, string> Others = new()
    {
        ["chain"] = "anvil",
        ["regions.0.name"] = "",
        ["regions.1.name"] = "",
        ["regions.0.latency"] = "{south: 60}",
        ["regions.1.latency"] = "{south: 60}",
        ["pools.0.region"] = "south",
        ["population.types.0.regions"] = "{south: 1}",
        ["population.types.1.regions"] = "{south: 1}",
        ["allocation.scores"] = "",
        ["allocation.learning.form"] = "biased",
        ["allocation.learning.bySubsystem"] = "[arena]",
        ["allocation.scope.exchange"] = "deduplicated",
        ["allocation.scope.price"] = "100",
        ["allocation.scope.bandwidth"] = "0.5",
        ["allocation.temperature"] = "0.5",
        ["population.entryType"] = "trader",
        ["population.seed"] = "7",
        ["population.entrants"] = "3",
        ["population.estate"] = "emigration",
        ["population.types.0.wealth.scaled"] = "true",
        ["population.types.1.wealth.scaled"] = "true",
        ["population.types.1.entry"] = "{room: 3}",
        ["population.types.1.exit"] = "{memory: 5}",
        ["population.types.0.expectationSpeed"] = "0.2",
        ["population.types.1.expectationSpeed"] = "0.2",
        ["population.types.0.friends"] = "3",
        ["population.types.1.friends"] = "3",
        ["population.types.0.information"] = "{switching: 5}",
        ["population.types.1.information"] = "{prior: endogenous}",
        ["population.types.0.discountFactor"] = "0.5",
        ["population.types.1.discountFactor"] = "0.5",
        ["pools.0.pricing"] = "cost-plus",
        ["pools.1.pricing"] = "cost-plus",
        ["markets.0.closed"] = "true",
        ["assets.0.yield"] = "2",
        ["assets.1.yield"] = "2",
        ["subsystems.0.membership"] = "{price: 0.2}",
        ["stop"] = "[{when: participants < 1}]",
        ["population.entryRate"] = "",
        ["pools.0.owner"] = "trader",
        ["demand.poolOwner"] = "trader",
        ["markets.0.asset"] = "shield",
        ["issues.0.asset"] = "shield",
        ["issues.0.owner"] = "trader",
        ["issues.0.buyers"] = "[trader]",
        ["markets.0.mechanism"] = "",
        ["population.types.0.trading.kind"] = "reservation-price",
        ["population.types.1.trading.kind"] = "reservation-price",
        ["subsystems.0.kind"] = "game",
        ["levies"] = "[{kind: basic-income, amount: 5}]",
        ["calendar"] = "[{kind: set, at: 2, key: money.transactionTax, to: \"0.1\"}]",
        ["money.rule"] = "fixed",
        ["encounters.rule"] = "uniform-split",
        ["settlement.signed"] = "",
        ["output.observers"] = "[wealth-classes]",
        ["population.types.0.view"] = "delayed",
        ["population.types.1.view"] = "noised",
        ["subsystems.0.name"] = "",
        ["assets.0.name"] = "",
        ["assets.1.name"] = "",
        ["population.types.0.holdings"] = "{sword: 3}",
        ["population.types.0.preferences"] = "{arena: 2}",
        ["population.types.1.holdings"] = "{sword: 3}",
        ["population.types.1.preferences"] = "{arena: 2}",
        ["population.types.0.mood"] = "{weight: 0.5}",
        ["population.types.1.mood"] = "{speed: 0.5}",
        ["population.types.0.assistant"] = "{rate: 0.2}",
        ["population.types.1.assistant"] = "{compute: 2}",
        ["pools.0.serves"] = "[arena]",
        ["subsystems.0.reputationSpeed"] = "0.2",
        ["subsystems.0.groups"] = "{count: 3}",
        ["subsystems.0.places"] = "30",
        ["subsystems.0.account"] = "{grant: 5}",
        ["subsystems.0.makes"] = "{shield: 1}",
        ["subsystems.0.uses"] = "{sword: 1}",
    };

    [Fact]
    public void Every_key_changes_the_hash_but_those_that_do_not_touch_the_economy()
    {
        Scenario scenario = ScenarioReaderTests.Read(Everything);
        Hash32 hash = ScenarioHash.Of(scenario);
        var tried = new List<string>();
        foreach ((string path, object? value) in Leaves(scenario, ""))
        {
            string other = Others.TryGetValue(path, out string? known) ? known : Other(path, value);
            if (other.Length == 0) continue;
            bool outside = Outside.Any(o => path == o || path.StartsWith(o + ".", StringComparison.Ordinal));
            bool same = ScenarioHash.Of(ScenarioReaderTests.Read(Everything, $"{path}={other}")) == hash;
            Assert.True(same == outside, $"{path}={other}");
            tried.Add(path);
        }

        Assert.Contains("population.types.1.wealth.mean", tried);
        Assert.True(tried.Count > 100);
    }

    [Fact]
    public void The_hash_of_a_scenario_does_not_depend_on_how_its_file_is_written()
    {
        string rearranged = "ticks: 10 # as before\nname: 'test'\nmoney: {}\n" + Everything[Everything.IndexOf("population", StringComparison.Ordinal)..];

        Assert.Equal(ScenarioHash.Of(ScenarioReaderTests.Read(Everything)), ScenarioHash.Of(ScenarioReaderTests.Read(rearranged)));
    }

    private static IEnumerable<(string Path, object? Value)> Leaves(object section, string path)
    {
        foreach (System.Reflection.PropertyInfo key in ScenarioGenerator.Keys(section.GetType()))
        {
            object? value = key.GetValue(section);
            string below = path + char.ToLowerInvariant(key.Name[0]) + key.Name[1..];
            IEnumerable<(string, object?)> leaves = value switch
            {
                System.Collections.IList items => items.Cast<object>().SelectMany((item, i) => Leaves(item, $"{below}.{i}.")),
                { } nested when ScenarioGenerator.Keys(nested.GetType()).Any() => Leaves(nested, below + "."),
                _ => [(below, value)],
            };
            foreach ((string, object?) leaf in leaves) yield return leaf;
        }
    }

    private static string Other(string path, object? value) => value switch
    {
        bool flag => flag ? "false" : "true",
        int or long or ulong => path == "population.types.0.count" ? "11" : $"{Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture) + 1}",
        double number => number is > 0.5 and <= 1 ? "0.25" : $"{(number == 0 ? 0.5 : number * 0.75 + 0.1).ToString(System.Globalization.CultureInfo.InvariantCulture)}",
        Enum word => Enum.GetNames(word.GetType()).First(n => n != word.ToString()).ToLowerInvariant(),
        null when path.EndsWith("Target", StringComparison.Ordinal) => "0.01",
        null when path.EndsWith("Capacity", StringComparison.Ordinal) => "100",
        _ => path.EndsWith("policy", StringComparison.Ordinal) ? "equal" : "another",
    };
}
