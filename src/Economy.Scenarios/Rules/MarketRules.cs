using Economy.Core.Scenarios;

namespace Economy.Scenarios.Rules;

/// <summary>An asset has one market at most, and whoever trades finds one.</summary>
internal static class MarketRules
{
    public static void Check(Findings findings)
    {
        Scenario scenario = findings.Scenario;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < scenario.Markets.Count; i++)
        {
            if (!seen.Add(scenario.Markets[i].Asset)) findings.Fault($"markets.{i}.asset", $"'{scenario.Markets[i].Asset}' has a market already", "one market for an asset", "remove one of the two");
        }

        for (int i = 0; i < scenario.Population.Types.Count; i++)
        {
            ParticipantTypeSpec type = scenario.Population.Types[i];
            if (type.Trading == TradingStrategy.None || scenario.Markets.Count > 0 || !findings.AreSound("markets")) continue;
            findings.Fault($"population.types.{i}.trading", $"type '{type.Name}' trades, and there is no market", "a market under markets", "add a market, or remove trading");
        }
    }
}
