using Economy.Core.Scenarios;
using Economy.World.Subsystems;

namespace Economy.Scenarios.Rules;

/// <summary>An asset has one market at most, and whoever trades finds one and goes there.</summary>
internal static class MarketRules
{
    public static void Check(Findings findings)
    {
        Scenario scenario = findings.Scenario;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < scenario.Markets.Count; i++)
        {
            if (!seen.Add(scenario.Markets[i].Asset))
                findings.Fault($"markets.{i}.asset", $"'{scenario.Markets[i].Asset}' has a market already", "one market for an asset",
                    "remove one of the two");
        }

        for (int i = 0; i < scenario.Population.Types.Count; i++)
        {
            if (scenario.Population.Types[i].Trading is not NoTrading)
                Trader(findings, scenario.Population.Types[i], $"population.types.{i}");
        }
    }

    private static void Trader(Findings findings, ParticipantTypeSpec type, string path)
    {
        if (findings.Scenario.Markets.Count == 0 && findings.AreSound("markets"))
        {
            findings.Fault($"{path}.trading", $"type '{type.Name}' trades, and there is no market", "a market under markets",
                "add a market, or remove trading");
        }

        string[] marketplaces = [.. findings.Scenario.Subsystems.Where(s => s is Place { PlacesOrders: true }).Select(s => s.Name)];
        if (marketplaces.Length > 0 && !marketplaces.Any(type.Preferences.ContainsKey)
            && findings.AreSound("subsystems", $"{path}.preferences"))
        {
            findings.Fault($"{path}.trading", $"type '{type.Name}' trades, and visits no marketplace: it would never place an order",
                $"a preference for {string.Join(" or ", marketplaces)}", $"add {marketplaces[0]} to its preferences, or remove trading");
        }
    }
}
