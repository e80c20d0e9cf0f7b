using Economy.Core;
using Economy.Experiments.Branches;
using Economy.Reporting;
using Economy.Scenarios;

namespace Economy.Cli.Running;

/// <summary>An arm that cannot be.</summary>
internal sealed class BadArmException(string message) : Exception(message);

/// <summary>Reads the arms of <c>economy branch</c>.</summary>
internal static class BranchArms
{
    /// <summary>The economy as it was, the arm of <c>--set</c>, and those of <c>--arm</c>.</summary>
    /// <exception cref="BadArmException">One cannot be; the message says which and why.</exception>
    public static IReadOnlyList<Arm> Of(BurntInRun run, IReadOnlyList<string> sets, IReadOnlyList<string> arms, int ticks)
    {
        List<Arm> all = [Arm.Same, .. sets.Count == 0 ? Array.Empty<Arm>() : [Checked("changed", () => Arm.Setting("changed", sets))],
            .. arms.Select(arm => Read(run, arm, ticks))];
        foreach (var arm in all)
        {
            if (arm.Misfit(run.Scenario) is { } misfit)
                throw new BadArmException($"arm {arm.Name}: {misfit}\n  Keys that may change in mid-run are marked in scenarios/README.md.");
            if (all.Count(other => other.Name == arm.Name) > 1) throw new BadArmException($"two arms are called '{arm.Name}'");
        }

        return all;
    }

    private static Arm Read(BurntInRun run, string text, int ticks)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (name, changes) = colon < 1 ? ("", "") : (text[..colon].Trim(), text[(colon + 1)..].Trim());
        if (changes.Length == 0 || Core.Records.RunName.Fault(name) is not null)
            throw new BadArmException($"--arm takes a name, a colon and changes, as in \"tax: money.transactionTax=0.2\", not '{text}'");
        if (changes[0] != '{') return Checked(name, () => Arm.Setting(name, changes.Split(',', StringSplitOptions.TrimEntries)));
        var read = ScenarioReader.Read(run.Text, run.Folder, [$"ticks={ticks}", "chain=none", $"calendar=[{changes}]"]);
        return read.Scenario is { } scenario ? new Arm(name, scenario.Calendar!)
            : throw new BadArmException($"arm {name}: {string.Join('\n', read.Errors)}");
    }

    private static Arm Checked(string name, Func<Arm> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException wrong)
        {
            throw new BadArmException($"arm {name}: {wrong.Message}");
        }
    }
}
