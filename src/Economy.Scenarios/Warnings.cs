using Economy.Core.Scenarios;

namespace Economy.Scenarios;

/// <summary>What is right in a scenario and yet may surprise whoever reads its results.</summary>
public static class Warnings
{
    private static readonly string[] Missing = ["NA", "NaN", "nan", "N/A", "NULL", "null", "None"];

    /// <summary>The warnings, each a sentence.</summary>
    public static IReadOnlyList<string> Of(Scenario scenario) =>
    [
        .. from name in Names(scenario).Distinct(StringComparer.Ordinal)
           where Missing.Contains(name)
           select $"'{name}' is a name here, and R or pandas will take it for a missing value: read the tables with na.strings = \"\" (R) or keep_default_na=False (pandas), or rename it",
        .. scenario.Output.Every > 1 && !Observer.Of(scenario).Any(o => o.IsOfStates)
            ? [$"output.every leaves out nothing here: it is for tables of states among output.observers ({string.Join(", ", States)}), all others have every tick"]
            : Array.Empty<string>(),
    ];

    private static IEnumerable<string> States => Observer.All.Where(o => o.IsOfStates).Select(o => o.Table.Name);

    private static IEnumerable<string> Names(Scenario scenario) =>
    [
        scenario.Name, .. scenario.Population.Types.Select(t => t.Name), .. scenario.Subsystems.Select(s => s.Name),
        .. scenario.Pools.Select(p => p.Name),
        .. scenario.Assets.Select(a => a.Name), .. (scenario.Issues ?? []).Select(i => i.Name),
        .. (scenario.Regions ?? []).Select(r => r.Name),
    ];
}
