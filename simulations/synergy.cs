// Question  What do the places of a metaverse gain by compute that they share, against each having a part of it for itself?
// Method    The metaverse with half of its pools, all of them and twice as much, each shared, and with each pool cut into one for every place, by what its visitors would need if they all came as they
//           like it: preference × attention × needs, resource by resource, so that there is as much of each in both. The same seeds; synergy is
//           the utility of all participants with shared pools less that with pools of their own. Under exact allocation of one tick's tasks it is
//           never below 0 (SynergyLaws); over time, with attention that follows, it need not be. Bands are 95 % Student-t intervals, paired.
// Command   dotnet run simulations/synergy.cs -- --ticks 48 [--seeds 3 --threads 2 --out DIR --smoke]
//           Writes study.db, its tables and plot.html to runs/studies/synergy; Ctrl-C and the same command again: it goes on.
// Finding   Half a day, three seeds, under attention: sharing is worth 16.3 ± 9.6 utils a tick at what compute there is (145 against 129), 9.5 ± 7.3 at
//           half of it and 7.6 ± 7.3 at twice as much: least where there is room for all, and where there is so little that all are hungry alike.

#:project ../src/Economy.Experiments/Economy.Experiments.csproj

using System.Globalization;
using Economy.Core.Scenarios;
using Economy.Experiments;

return await Study.RunAsync("synergy", args, async study =>
{
    var found = study.On("metaverse.yaml", "chain=none")
        .Vary("compute", [0.5, 1, 2], (scenario, share) => scenario with { Pools = [.. scenario.Pools.Select(p => p with { Capacity = Part(p.Capacity, _ => double.Parse(share, CultureInfo.InvariantCulture)) })] })
        .Vary("pools", ["shared", "own"], (scenario, how) => how == "own" ? scenario with { Pools = Parts(scenario) } : scenario)
        .Measure("utility_utils_per_tick", "ticks.utility_utils")
        .Run();
    found.Differences("pools", "own");
    return await found.PlotAsync("What do places gain by sharing compute?", "The metaverse with shared pools, and with pools of each place's own.",
        found.Panel("Utility of all participants", "utils per tick", "utility_utils_per_tick", x: "compute", by: "pools") with { XLabel = "pools, as a multiple", LogX = true });

    static List<PoolSpec> Parts(Scenario scenario)
    {
        double Asked(SubsystemSpec place, Resource resource) =>
            place.Needs[resource] * scenario.Population.Types.Sum(t => t.Count * t.Attention * t.Preferences.GetValueOrDefault(place.Name));
        double PartOf(SubsystemSpec place, Resource resource) =>
            Asked(place, resource) is > 0 and var asked ? asked / scenario.Subsystems.Sum(s => Asked(s, resource)) : 0;
        return [.. from pool in scenario.Pools
                   from place in scenario.Subsystems
                   select pool with
                   {
                       Name = $"{pool.Name}-{place.Name}", Serves = [place.Name], Capacity = Part(pool.Capacity, resource => PartOf(place, resource)),
                   }];
    }

    static ResourceVector Part(ResourceVector of, Func<Resource, double> part) => new()
    {
        Cpu = of.Cpu * part(Resource.Cpu), Gpu = of.Gpu * part(Resource.Gpu), Memory = of.Memory * part(Resource.Memory),
        Bandwidth = of.Bandwidth * part(Resource.Bandwidth), Storage = of.Storage * part(Resource.Storage),
    };
}, seeds: 3);
