using Economy.Core;
using Economy.Core.Scenarios;
using Economy.World.Subsystems;

namespace Economy.Scenarios.Rules;

/// <summary>Whoever needs compute can find some, and whoever has jobs has an owner for them.</summary>
internal static class ComputeRules
{
    private static readonly Resource[] OfTrace = [Resource.Cpu, Resource.Gpu, Resource.Memory];

    public static void Check(Findings findings)
    {
        Scenario scenario = findings.Scenario;
        for (int i = 0; i < scenario.Pools.Count; i++)
        {
            if (!Enum.GetValues<Resource>().Any(r => scenario.Pools[i].Capacity[r] > 0))
                findings.Fault($"pools.{i}.capacity", $"pool '{scenario.Pools[i].Name}' offers nothing",
                    "a capacity above 0 in some resource", "give it cpu, gpu, memory, bandwidth or storage, or remove it");
        }

        for (int i = 0; i < scenario.Subsystems.Count; i++) Sessions(findings, scenario.Subsystems[i], $"subsystems.{i}");
        Jobs(findings);
    }

    private static void Sessions(Findings findings, SubsystemSpec subsystem, string path)
    {
        if (subsystem.NetworkEffect > 0 && subsystem is not Place { HasNetworkEffect: true } && findings.AreSound($"{path}.kind"))
        {
            findings.Fault($"{path}.networkEffect", $"'{subsystem.Name}' is not social, and a network effect belongs to social subsystems",
                "networkEffect only with kind: social", "remove it, or change the kind");
        }

        if (subsystem is Place { MakesFromNothing: false, Makes.Count: > 0, Uses.Count: 0 }
            && findings.AreSound($"{path}.kind", $"{path}.uses"))
        {
            findings.Fault($"{path}.makes", $"'{subsystem.Name}' turns assets into others, and uses up none: it would make nothing",
                "uses with at least one asset", "say what it uses up, or make it a game");
        }

        if (subsystem is Club { Account.Pricing: not FixedPricing })
        {
            findings.Fault($"{path}.account.pricing", $"'{subsystem.Name}' is a club and sets its fee by itself", "pricing: fixed",
                "remove pricing, or change the kind");
        }

        foreach (Resource resource in Enum.GetValues<Resource>())
        {
            if (subsystem.Needs[resource] == 0 || IsOffered(findings.Scenario, resource, subsystem.Name) || !findings.AreSound("pools", "demand.source"))
                continue;
            string name = Words.Kebab(resource.ToString());
            findings.Fault($"{path}.needs.{name}", $"sessions of '{subsystem.Name}' need {name}, and no pool offers any",
                $"a pool whose capacity has {name}", $"give a pool some {name}, or remove the need");
        }
    }

    private static bool IsOffered(Scenario scenario, Resource resource, string subsystem) =>
        scenario.Pools.Any(pool => pool.Capacity[resource] > 0 && pool.Serves?.Contains(subsystem) != false)
            || (scenario.Demand.Source == DemandSource.Openb && OfTrace.Contains(resource));

    private static void Jobs(Findings findings)
    {
        Scenario scenario = findings.Scenario;
        if (scenario.Demand.Source == DemandSource.None) return;
        if (scenario.Demand.Source == DemandSource.Synthetic && scenario.Pools.Count == 0 && findings.AreSound("pools"))
        {
            findings.Fault("demand.source", "there are jobs and no pool to serve them", "at least one pool", "add pools, or source: none");
        }

        if (scenario.Population.Types.All(type => type.JobWeight == 0 || type.Count == 0) && findings.AreSound("population.types"))
        {
            findings.Fault("demand.source", "there are jobs, and no participant type to own them",
                "a type with participants and a jobWeight above 0", "give a type jobWeight: 1");
        }
    }
}
