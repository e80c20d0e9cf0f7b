using Economy.Core.Scenarios;

namespace Economy.Scenarios.Rules;

/// <summary>A run has one table of a kind.</summary>
internal static class OutputRules
{
    public static void Check(Findings findings)
    {
        IReadOnlyList<ObserverSpec> observers = findings.Scenario.Output.Observers ?? [];
        for (int i = 0; i < observers.Count; i++)
        {
            if (findings.AreSound($"output.observers.{i}") && observers.Take(i).Any(o => o.Kind == observers[i].Kind))
                findings.Fault($"output.observers.{i}", $"there are two observers '{observers[i].Kind}'", "each kind once",
                    "remove one of the two");
        }
    }
}
