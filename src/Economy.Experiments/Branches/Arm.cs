using Economy.Core.Scenarios;
using Economy.World.Boards;
using Economy.World.Interventions;

namespace Economy.Experiments.Branches;

/// <summary>One way in which a burnt-in economy goes on.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Changes">What is changed from the first tick after the fork on; nothing for the economy as it was.</param>
public sealed record Arm(string Name, IReadOnlyList<InterventionSpec> Changes)
{
    /// <summary>The economy as it was.</summary>
    public static Arm Same { get; } = new("base", []);

    /// <summary>An arm that sets keys: those that may change while a run goes on.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="sets">Keys and values, as after <c>--set</c>: <c>money.transactionTax=0.1</c>.</param>
    /// <exception cref="ArgumentException">One of them is not a key and a value.</exception>
    public static Arm Setting(string name, params IEnumerable<string> sets) => new(name, [.. sets.Select(SetOf)]);

    /// <summary>What of it cannot be in a scenario; null where all can.</summary>
    public string? Misfit(Scenario scenario)
    {
        try
        {
            foreach (var change in Changes.Cast<IIntervention>())
            {
                foreach (var (key, value) in change.Sets(key => ChangeableKeys.Get(scenario, key), age: 0))
                    ChangeableKeys.Set(scenario, key, value);
                if (change.Misfit(scenario) is { } misfit) return misfit;
            }

            return null;
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            return wrong.Message;
        }
    }

    private static SetKey SetOf(string set) => set.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
        ? new SetKey { Key = set[..at].Trim(), To = set[(at + 1)..].Trim() }
        : throw new ArgumentException($"'{set}' is not a key and a value, as in money.transactionTax=0.1.");
}
