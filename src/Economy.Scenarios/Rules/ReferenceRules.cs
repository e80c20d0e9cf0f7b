using Economy.Core.Scenarios;

namespace Economy.Scenarios.Rules;

/// <summary>Whoever is named exists.</summary>
internal static class ReferenceRules
{
    public static void Check(Findings findings)
    {
        Scenario scenario = findings.Scenario;
        IReadOnlyList<ParticipantTypeSpec> types = scenario.Population.Types;
        var anyType = new Known(findings, "participant type", "population.types", types.Select(t => t.Name));
        var anySubsystem = new Known(findings, "subsystem", "subsystems", scenario.Subsystems.Select(s => s.Name));
        var anyAsset = new Known(findings, "asset", "assets", scenario.Assets.Select(a => a.Name));

        var anyRegion = new Known(findings, "region", "regions", scenario.Regions?.Select(r => r.Name) ?? []);

        anyType.MustHold("population.entryType", scenario.Population.EntryType);
        anyType.MustHold("demand.poolOwner", scenario.Demand.PoolOwner);
        for (int i = 0; i < scenario.Pools.Count; i++) anyType.MustHold($"pools.{i}.owner", scenario.Pools[i].Owner);
        for (int i = 0; i < scenario.Pools.Count; i++) anyRegion.MustHold($"pools.{i}.region", scenario.Pools[i].Region);
        for (int i = 0; i < scenario.Pools.Count; i++)
            for (int s = 0; s < scenario.Pools[i].Serves?.Count; s++) anySubsystem.MustHold($"pools.{i}.serves.{s}", scenario.Pools[i].Serves![s]);
        for (int i = 0; i < scenario.Allocation.Learning?.BySubsystem?.Count; i++)
            anySubsystem.MustHold($"allocation.learning.bySubsystem.{i}", scenario.Allocation.Learning.BySubsystem[i]);
        for (int i = 0; i < scenario.Regions?.Count; i++) anyRegion.MustHoldAll($"regions.{i}.latency", scenario.Regions[i].Latency.Keys);
        for (int i = 0; i < scenario.Markets.Count; i++) anyAsset.MustHold($"markets.{i}.asset", scenario.Markets[i].Asset);
        for (int i = 0; i < scenario.Issues?.Count; i++)
        {
            anyAsset.MustHold($"issues.{i}.asset", scenario.Issues[i].Asset);
            anyType.MustHold($"issues.{i}.owner", scenario.Issues[i].Owner);
            for (int b = 0; b < scenario.Issues[i].Buyers?.Count; b++)
                anyType.MustHold($"issues.{i}.buyers.{b}", scenario.Issues[i].Buyers![b]);
        }

        for (int i = 0; i < types.Count; i++)
        {
            anySubsystem.MustHoldAll($"population.types.{i}.preferences", types[i].Preferences.Keys);
            anyAsset.MustHoldAll($"population.types.{i}.holdings", types[i].Holdings.Keys);
            anyRegion.MustHoldAll($"population.types.{i}.regions", types[i].Regions?.Keys ?? []);
        }

        for (int i = 0; i < scenario.Subsystems.Count; i++)
        {
            anyAsset.MustHoldAll($"subsystems.{i}.makes", scenario.Subsystems[i].Makes.Keys);
            anyAsset.MustHoldAll($"subsystems.{i}.uses", scenario.Subsystems[i].Uses.Keys);
            anyAsset.MustHoldAll($"subsystems.{i}.account.rent", scenario.Subsystems[i].Account?.Rent?.Keys ?? []);
        }
    }

    private sealed class Known(Findings findings, string what, string list, IEnumerable<string> names)
    {
        private readonly string[] names = [.. names];

        // Where the list itself has faulty items, the name may be that of one of them.
        public void MustHold(string path, string? name)
        {
            if (name is null || findings.AreEnough || names.Contains(name) || !findings.AreSound(list)) return;
            string expected = names.Length switch
            {
                0 => $"the name of an item of {list}, which is empty",
                1 => names[0],
                _ => $"one of {string.Join(", ", names)}",
            };
            string near = Nearest.Suggest(name, names);
            findings.Fault(path, $"there is no {what} called '{name}'", expected,
                near.Length > 0 ? near : $"add it to {list}, or name another");
        }

        public void MustHoldAll(string path, IEnumerable<string> keys)
        {
            foreach (string key in keys) MustHold($"{path}.{key}", key);
        }
    }
}
