using Economy.Core.Scenarios;

namespace Economy.Scenarios.Rules;

/// <summary>Only trades that are transactions of their own can be signed.</summary>
internal static class SettlementRules
{
    public static void Check(Findings findings)
    {
        SettlementSpec settlement = findings.Scenario.Settlement;
        if (settlement.Signed && settlement.Mode != SettlementMode.PerTrade)
            findings.Fault("settlement.signed", "only trades settled one by one can be signed", "mode: per-trade", "set settlement.mode to per-trade, or leave signed out");
    }
}
