namespace Economy.Scenarios.Rules;

/// <summary>What no single value can tell: whether the parts of a scenario fit together.</summary>
internal static class ScenarioRules
{
    /// <summary>Checks everything; the order of the checks does not matter.</summary>
    public static void Check(Findings findings)
    {
        NameRules.Check(findings);
        ReferenceRules.Check(findings);
        PopulationRules.Check(findings);
        ComputeRules.Check(findings);
        MarketRules.Check(findings);
        SettlementRules.Check(findings);
        FrictionRules.Check(findings);
        IssueRules.Check(findings);
        QualityRules.Check(findings);
        CalendarRules.Check(findings);
        OutputRules.Check(findings);
        KindRules.Check(findings);
    }
}
