using Economy.Core.Scenarios;

namespace Economy.Scenarios.Rules;

/// <summary>Names are unique within their list, printable, and not those of the books; lists are not too long.</summary>
internal static class NameRules
{
    private const int LongestName = 80;

    private static readonly string[] ReservedSectors = ["mint", "treasury", "subsystems", "providers"];
    private static readonly string[] ReservedTokens = ["currency"];
    private static readonly string[] Resources = [.. Enum.GetNames<Resource>().Select(Core.Words.Kebab)];
    private static readonly string[] ReservedPools = ["unserved"];
    private static readonly string[] ReservedSubsystems = ["jobs latency-sensitive", "jobs best-effort", "jobs burstable",
        "jobs guaranteed", "treasury"];

    public static void Check(Findings findings)
    {
        Scenario scenario = findings.Scenario;
        RunName(findings);
        List(findings, "population.types", "participant type", scenario.Population.Types.Select(t => t.Name), new(64, ReservedSectors));
        List(findings, "subsystems", "subsystem", scenario.Subsystems.Select(s => s.Name),
            new(16, [.. ReservedSubsystems, .. (scenario.Issues ?? []).Select(i => $"issue {i.Name}")]));
        List(findings, "regions", "region", scenario.Regions?.Select(r => r.Name) ?? [], new(32, []));
        List(findings, "pools", "pool", scenario.Pools.Select(p => p.Name), new(64, ReservedPools));
        List(findings, "issues", "issue", (scenario.Issues ?? []).Select(i => i.Name),
            new(64, [.. ReservedPools, .. scenario.Pools.Select(p => p.Name)]));
        for (int i = 0; i < scenario.Issues?.Count; i++)
            if (Resources.Contains(scenario.Issues[i].Asset))
                findings.Fault($"issues.{i}.asset",
                    $"'{scenario.Issues[i].Asset}' is a resource in allocation.csv, where this issue has its asset", $"an asset called anything but {string.Join(", ", Resources)}", $"rename the asset, say '{scenario.Issues[i].Asset}-units'");
        List(findings, "assets", "asset", scenario.Assets.Select(a => a.Name), new(32, ReservedTokens));
    }

    private static void RunName(Findings findings)
    {
        string name = findings.Scenario.Name;
        bool fine = name.Length is > 0 and <= LongestName && char.IsLetterOrDigit(name[0])
            && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.');
        if (!fine) findings.Fault("name", $"the name '{Short(name)}' cannot be the name of a folder",
            $"letters, digits, '-', '_' and '.', at most {LongestName}, a letter or digit first");
        else if (Core.Records.RunName.Fault(name) is { } fault)
            findings.Fault("name", fault.Problem, $"at most {LongestName} characters and {Core.Records.RunName.MostBytes} bytes",
                fault.Remedy);
    }

    private static void List(Findings findings, string path, string what, IEnumerable<string> names, Limits limits)
    {
        var (most, reserved) = limits;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        int count = 0;
        foreach (string name in names)
        {
            string place = $"{path}.{count++}.name";
            if (!findings.AreSound(place)) continue;
            if (string.IsNullOrWhiteSpace(name)) findings.Fault(place, $"this {what} has an empty name", "a name");
            else if (name.Any(char.IsControl) || name != name.Trim())
                findings.Fault(place, $"the name of this {what} has line breaks, or blanks around it", "a name on one line",
                    $"write \"{Short(string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))}\"");
            else if ("=+-@".Contains(name[0], StringComparison.Ordinal))
                findings.Fault(place, $"the name of this {what} begins with '{name[0]}', and spreadsheets run what begins so",
                    "a letter or digit first", $"write \"{Short(name.TrimStart('=', '+', '-', '@', ' '))}\"");
            else if (name.Length > LongestName)
                findings.Fault(place, $"the name of this {what} has {name.Length} characters", $"at most {LongestName} characters",
                    "shorten it");
            else if (reserved.Contains(name))
                findings.Fault(place, $"'{name}' is a name that the books use themselves", $"any name but {string.Join(", ", reserved)}",
                    $"rename it, say '{name}-{what.Split(' ')[0]}'");
            else if (!seen.Add(name))
                findings.Fault(place, $"there are two {what}s called '{name}'", "each name once",
                    "rename one of the two, or add up their numbers in one");
        }

        if (count > most) findings.Fault(path, $"there are {count} {what}s", $"at most {most}", "join those that are alike");
    }

    /// <param name="Most">Most names of a list.</param>
    /// <param name="Reserved">Names that the books use themselves.</param>
    private readonly record struct Limits(int Most, string[] Reserved);

    private static string Short(string name) => name.Length <= LongestName ? name : name[..LongestName] + "…";
}
