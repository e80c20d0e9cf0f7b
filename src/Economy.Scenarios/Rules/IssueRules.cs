using Economy.Core.Scenarios;

namespace Economy.Scenarios.Rules;

/// <summary>Issues fit beside the pools, and come while the run lasts.</summary>
internal static class IssueRules
{
    public static void Check(Findings findings)
    {
        Scenario scenario = findings.Scenario;
        if (scenario.Issues is not { } issues) return;
        int together = scenario.Pools.Count + issues.Count;
        if (together > 64) findings.Fault("issues", $"there are {scenario.Pools.Count} pools and {issues.Count} issues",
            "at most 64 together", "join those that are alike");
        for (int i = 0; i < issues.Count; i++)
        {
            if (issues[i].First > scenario.Ticks && findings.AreSound("ticks"))
                findings.Fault($"issues.{i}.first", $"the first issue of '{issues[i].Name}' comes after the last tick, {scenario.Ticks}",
                    $"a tick up to {scenario.Ticks}", "let it come earlier, or run more ticks");
        }
    }
}
