using Economy.Attention.Model;
using Economy.Core.Scenarios;
using Economy.World.Demand;
using Economy.World.Demand.Traces;
using Economy.World.Interventions;
using Economy.World.Learn;

namespace Economy.World;

/// <summary>A world, or what kept it from being made.</summary>
/// <param name="World">The world; null where there is a problem.</param>
/// <param name="Problem">What is wrong, where, and what to do about it.</param>
/// <param name="Notes">What is worth saying of the input: loads reached, malformed rows.</param>
public sealed record BuiltWorld(WorldModel? World, string? Problem, IReadOnlyList<string> Notes);

/// <summary>Makes worlds: reads the trace where the scenario asks for one.</summary>
public static class WorldBuilder
{
    private const string Pods = "openb_pod_list_gpuspec33.csv";
    private const string Nodes = "openb_node_list_all_node.csv";

    /// <summary>Makes the world of a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="data">Folder of the trace from the command line; comes before the scenario's.</param>
    /// <param name="scenarioFolder">Folder that the scenario's own paths are relative to.</param>
    /// <param name="model">A model in place of the scenario's.</param>
    public static BuiltWorld Build(Scenario scenario, string? data = null, string scenarioFolder = ".", AttentionModel? model = null)
    {
        if (model is null && scenario.Allocation.Model is { } path)
        {
            var read = KnownModel.Read(Path.Combine(scenarioFolder, path), scenario.Allocation.ModelHash);
            if (read.Problem is not null) return Bad(read.Problem);
            model = read.Model;
            scenario = scenario with { Allocation = scenario.Allocation with { ModelHash = read.Hash } };
        }

        var built = scenario.Demand.Source switch
        {
            DemandSource.None => Fine(new WorldModel(scenario, model: model)),
            DemandSource.Synthetic => Fine(new WorldModel(scenario, Synthetic(scenario), model: model)),
            _ => Replay(scenario, data ?? (scenario.Demand.Data is { } own ? Path.Combine(scenarioFolder, own) : null), model),
        };
        return built.World is { Model: not null } world && KnownModel.Misfit(world) is { } misfit ? Bad(misfit) : built;
    }

    private static ReseededDemand Synthetic(Scenario scenario) => new(tick => Reseed.Of(scenario, tick), seed => new SyntheticDemand(seed,
        new SyntheticOptions { TickSeconds = scenario.TickSeconds, ArrivalsPerHour = scenario.Demand.ArrivalsPerHour }));

    private static BuiltWorld Replay(Scenario scenario, string? folder, AttentionModel? model)
    {
        if (folder is null) return Bad(
            "the scenario replays the openb trace, which is not part of it. Give its folder with --data DIR, or set demand.data.");
        var options = new OpenbOptions { WindowStart = (long)scenario.Demand.WindowStart, MalformedShare = scenario.Demand.MalformedShare };
        var read = OpenbTrace.Read(TraceFolder.Find(folder, Pods) ?? Path.Combine(folder, Pods),
            TraceFolder.Find(folder, Nodes) ?? Path.Combine(folder, Nodes), options);
        if (read.Value is not { } trace) return Bad($"the trace cannot be replayed.\n{read.Error}");
        // The pool without GPU first: where all else is equal, jobs that need none should leave the GPUs alone.
        var pools = trace.Pools(scenario.Demand.CapacityScale).OrderBy(p => p.GpuMilli > 0).Select(p => new Pool(
            p.Name, p.Name, [p.CpuMilli, p.GpuMilli, p.MemoryMib * 1000 / 1024, 0, 0], scenario.Demand.PoolPrice,
            scenario.Demand.PoolOwner)).ToList();
        var own = scenario.Pools.Count + (scenario.Issues?.Count ?? 0);
        if (pools.Count + own > 64)
            return Bad($"{own} pools and issues of the scenario and {pools.Count} pools of the trace are more than 64.");
        if (pools.Select(p => p.Name).Intersect(scenario.Pools.Select(p => p.Name).Concat((scenario.Issues ?? []).Select(i => i.Name)))
            .FirstOrDefault() is { } twice)
            return Bad($"a pool or issue of the scenario is called '{twice}', and so is a pool of the trace. Rename the scenario's.");
        var load = trace.LoadAt(scenario.Demand.CapacityScale);
        return new BuiltWorld(new WorldModel(scenario, new TraceDemand(trace.Jobs, scenario.TickSeconds), pools, model), null,
        [
            FormattableString.Invariant(
                $"trace: {trace.Jobs.Count} jobs on {pools.Count} pools; mean load cpu {load.Cpu:0.00}, gpu {load.Gpu:0.00}, memory {load.Memory:0.00}; {load.JobsTooLarge} jobs larger than any pool"),
            .. trace.Remarks,
            .. trace.Malformed.Take(10).Select(row => $"malformed: {row}"),
            .. trace.Malformed.Count > 10 ? [$"… and {trace.Malformed.Count - 10} more malformed rows"] : Array.Empty<string>(),
        ]);
    }

    private static BuiltWorld Fine(WorldModel world) => new(world, null, []);

    private static BuiltWorld Bad(string problem) => new(null, problem, []);
}
