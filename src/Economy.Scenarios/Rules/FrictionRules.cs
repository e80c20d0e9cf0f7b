namespace Economy.Scenarios.Rules;

/// <summary>A trade fits into a block.</summary>
internal static class FrictionRules
{
    public static void Check(Findings findings)
    {
        if (findings.Scenario.Frictions is not { } rules || rules.TradeGas <= rules.GasLimit
            || !findings.AreSound("frictions.tradeGas", "frictions.gasLimit")) return;
        var given = findings.IsGiven("frictions.gasLimit") ? "frictions.gasLimit" : "frictions.tradeGas";
        findings.Fault(given, $"a block holds {rules.GasLimit} gas, a trade needs {rules.TradeGas}: none would ever be included",
            $"a gasLimit from {rules.TradeGas}", "raise gasLimit");
    }
}
