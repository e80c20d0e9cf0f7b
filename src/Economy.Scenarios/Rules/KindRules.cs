using System.Collections;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.Scenarios.Rules;

/// <summary>Every kind that can tell whether it fits is asked, wherever in the scenario it stands.</summary>
internal static class KindRules
{
    public static void Check(Findings findings) => Visit(findings, findings.Scenario, "");

    private static void Visit(Findings findings, object? value, string path)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum) return;
        if (value is IList items)
        {
            for (int i = 0; i < items.Count; i++) Visit(findings, items[i], $"{path}.{i}".TrimStart('.'));
            return;
        }

        if (value is IFitting kind && findings.AreSound(path))
        {
            foreach (Misfit misfit in kind.Misfits(findings.Scenario))
                findings.Fault($"{path}.{misfit.Key}".TrimEnd('.'), misfit.Problem, misfit.Expected, misfit.Remedy);
        }

        foreach (var key in value.GetType().GetProperties().Where(p => p.CanWrite && p.IsDefined(typeof(KeyAttribute), inherit: true)))
            Visit(findings, key.GetValue(value), $"{path}.{char.ToLowerInvariant(key.Name[0])}{key.Name[1..]}".TrimStart('.'));
    }
}
