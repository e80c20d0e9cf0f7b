using Economy.Core.Scenarios;
using Economy.World.Boards;
using Economy.World.Interventions;

namespace Economy.Scenarios.Rules;

/// <summary>What is to change in mid-run can change, to what it is to be, and at a time that comes; what is to stop it can be asked.</summary>
internal static class CalendarRules
{
    public static void Check(Findings findings)
    {
        IReadOnlyList<InterventionSpec> calendar = findings.Scenario.Calendar ?? [];
        for (int i = 0; i < calendar.Count; i++)
        {
            InterventionSpec entry = calendar[i];
            string path = $"calendar.{i}";
            if (!findings.AreSound(path)) continue;
            if (entry.At > findings.Scenario.Ticks && findings.AreSound("ticks"))
                findings.Fault($"{path}.at", $"tick {entry.At} comes after the last one, {findings.Scenario.Ticks}", $"a tick up to {findings.Scenario.Ticks}", "let it come earlier, or run more ticks");
            if (entry.Until < entry.At)
                findings.Fault($"{path}.until", $"it would end in tick {entry.Until}, before it begins in tick {entry.At}", $"a tick from {entry.At}", "let it end later");
            if (entry.When is { } condition) When(findings, condition, path);
            Sets(findings, entry, path);
            if (((IIntervention)entry).Misfit(findings.Scenario) is { } misfit)
                findings.Fault(path, misfit, "an intervention that can be", "see its keys in scenarios/README.md");
        }

        for (int i = 0; i < findings.Scenario.Stop?.Count; i++) Stop(findings, findings.Scenario.Stop[i], $"stop.{i}");
    }

    private static void Stop(Findings findings, StopSpec stop, string path)
    {
        if (!findings.AreSound(path)) return;
        if (stop.At > findings.Scenario.Ticks && findings.AreSound("ticks"))
            findings.Fault($"{path}.at", $"tick {stop.At} comes after the last one, {findings.Scenario.Ticks}", $"a tick up to {findings.Scenario.Ticks}", "let it come earlier, or run more ticks");
        When(findings, stop.When, path);
    }

    private static void When(Findings findings, string condition, string path)
    {
        if (Condition.Parse(condition) is null)
            findings.Fault($"{path}.when", $"'{condition}' is no condition", "a column of ticks.csv, one of < <= > >=, and a number", Nearest.Suggest(condition.Split(' ')[0], Condition.Columns));
    }

    private static void Sets(Findings findings, InterventionSpec entry, string path)
    {
        try
        {
            foreach (var (key, value) in ((IIntervention)entry).Sets(key => ChangeableKeys.Get(findings.Scenario, key),
                age: 0)) ChangeableKeys.Set(findings.Scenario, key, value);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            findings.Fault(path, wrong is FormatException ? "the value of the key is no number" : wrong.Message,
                "a key that may change while a run goes on, and a value that it can have", "such keys are marked in scenarios/README.md");
        }
    }
}
