using Economy.Core.Scenarios;

namespace Economy.Scenarios.Rules;

/// <summary>Distances agree, everyone lives somewhere, and nobody asks for a quality of service that the world does not have.</summary>
internal static class QualityRules
{
    public static void Check(Findings findings)
    {
        Scenario scenario = findings.Scenario;
        if (scenario.Regions is { } regions) Distances(findings, regions);
        for (int i = 0; i < scenario.Population.Types.Count; i++)
        {
            if (scenario.Population.Types[i].Regions is { } shares && shares.Values.Sum() <= 0
                && findings.AreSound($"population.types.{i}.regions"))
                findings.Fault($"population.types.{i}.regions", $"type '{scenario.Population.Types[i].Name}' lives nowhere",
                    "a share above 0 for some region", "give a share, or remove regions");
        }

        if (scenario.Quality is not null && scenario.Pools.Count == 0 && scenario.Demand.Source != DemandSource.Openb
            && findings.AreSound("pools", "demand.source"))
            findings.Fault("quality", "there is a quality of service, and no pool to serve anyone", "at least one pool",
                "add pools, or remove quality");
        if (scenario.Allocation.Scores == ScoreSource.Oracle && scenario.Quality is null)
            findings.Fault("allocation.scores", "an oracle knows the true quality of service, and there is none", "a section quality",
                "add quality, or scores: bid");
        if (scenario.Allocation.Learning is not null && scenario.Quality is null)
            findings.Fault("allocation.learning", "there is nothing to learn: every pool serves every task equally well",
                "a section quality", "add quality, or remove learning");
        if (scenario.Allocation.Model is not null && scenario.Quality is null)
            findings.Fault("allocation.model", "a model of the quality of service is given, and every pool serves every task equally well",
                "a section quality", "add quality, or remove model");
        if (scenario.Allocation.ModelHash is not null && scenario.Allocation.Model is null)
            findings.Fault("allocation.modelHash", "the hash of a model is given, and no model", "a model",
                "add model, or remove modelHash");
        if (scenario.Allocation.Scores is not null && (scenario.Allocation.Model ?? scenario.Allocation.Learning as object) is not null)
            findings.Fault("allocation.scores", "scores are to come from the bid or an oracle, and there is a model or learning",
                "either scores, or model and learning", "remove one of them");
        OwnModels(findings, scenario.Allocation);
        if (scenario.Allocation.Scope is not null && scenario.Regions is null)
            findings.Fault("allocation.scope", "a scope says how far regions see, and there are none", "a section regions",
                "add regions, or remove scope");
        if (scenario.Allocation.Scope is not null && (scenario.Allocation.Model ?? scenario.Allocation.Learning as object) is null)
            findings.Fault("allocation.scope", "a scope says what a model sees of pools, and there is no model", "a model or learning",
                "add model or learning, or remove scope");
        if (scenario.Allocation.Scope is { Bandwidth: > 0 } && !scenario.Pools.Any(p => p.Capacity.Bandwidth > 0)
            && findings.AreSound("pools"))
            findings.Fault("allocation.scope.bandwidth", "what regions send takes bandwidth, and no pool has any", "a pool with bandwidth",
                "give a pool capacity of bandwidth, or remove it");
    }

    private static void OwnModels(Findings findings, AllocationSpec allocation)
    {
        if (allocation.Learning?.BySubsystem is not { Count: > 0 } names) return;
        for (int i = 1; i < names.Count; i++)
            if (names.Take(i).Contains(names[i]))
                findings.Fault($"allocation.learning.bySubsystem.{i}", $"'{names[i]}' is named twice", "each subsystem once", "remove it");
        if (allocation.Scope is { Kind: ScopeKind.Distributed } or { Compare: true })
            findings.Fault("allocation.scope", "summaries of pools, and comparison with a scope that is global, are for one model of all subsystems",
                "kind: local or global without compare", "change scope, or remove allocation.learning.bySubsystem");
    }

    private static void Distances(Findings findings, IReadOnlyList<RegionSpec> regions)
    {
        if (regions.Count == 0 && findings.AreSound("regions"))
            findings.Fault("regions", "there is no region", "at least one region", "add one, or remove regions");
        for (int from = 0; from < regions.Count; from++)
        {
            for (int to = 0; to < from; to++)
            {
                string path = $"regions.{from}.latency.{regions[to].Name}";
                if (regions[from].Latency.TryGetValue(regions[to].Name, out double there)
                    && regions[to].Latency.TryGetValue(regions[from].Name, out double back) && there != back)
                    findings.Fault(path, $"the latency between '{regions[from].Name}' and '{regions[to].Name}' is stated twice, differently", "one number for both ways", "remove one of the two");
            }
        }
    }
}
