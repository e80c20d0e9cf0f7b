using Economy.Core.Scenarios;

namespace Economy.Scenarios.Rules;

/// <summary>Only trades that are transactions of their own can be signed, and only what fits into one can be one.</summary>
internal static class SettlementRules
{
    private const int EntriesOfTrade = 10;

    public static void Check(Findings findings)
    {
        SettlementSpec settlement = findings.Scenario.Settlement;
        if (settlement.Signed && settlement.Mode != SettlementMode.PerTrade)
            findings.Fault("settlement.signed", "only trades settled one by one can be signed", "mode: per-trade",
                "set settlement.mode to per-trade, or leave signed out");
        if (settlement.Mode == SettlementMode.PerTrade && settlement.EntriesPerBatch < EntriesOfTrade)
            findings.Fault("settlement.entriesPerBatch", "a trade with its taxes must fit into one transaction",
                $"at least {EntriesOfTrade} with mode per-trade", "leave entriesPerBatch out, or use mode batch");
    }
}
