using System.Collections.Concurrent;
using Economy.Core.Scenarios;
using Economy.Experiments.Series;
using Economy.World.Interventions;

namespace Economy.Experiments.Branches;

/// <summary>
/// A burnt-in economy that goes on in several arms, on the same random streams: those of its own seed, and of others after the fork. Each
/// branch is the run of a scenario, <see cref="ScenarioOf"/>, whose first ticks are taken over instead of being run again.
/// </summary>
public sealed record Fork
{
    /// <summary>Where the arms part.</summary>
    public required Trunk Trunk { get; init; }

    /// <summary>The arms, the one that the others are compared with first.</summary>
    public required IReadOnlyList<Arm> Arms { get; init; }

    /// <summary>Seeds of what is drawn after the fork, the same for all arms; that of the trunk goes on with its own streams.</summary>
    public required IReadOnlyList<ulong> Seeds { get; init; }

    /// <summary>The last tick of the branches.</summary>
    public required int Ticks { get; init; }

    /// <summary>Branches at a time; results do not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Tables that become series.</summary>
    public IReadOnlyList<Type> Tables { get; init; } = RunSeries.Usual;

    /// <summary>Told, from any thread, of every branch that is over: done, of how many.</summary>
    public Action<int, int>? Progress { get; init; }

    /// <summary>The scenario that a branch is a run of.</summary>
    public Scenario ScenarioOf(Arm arm, ulong seed)
    {
        var first = Trunk.Tick + 1;
        IEnumerable<InterventionSpec> streams = seed == Trunk.Scenario.Seed ? [] : [new Reseed { At = first, Seed = seed }];
        InterventionSpec[] calendar = [.. Trunk.Scenario.Calendar ?? [], .. arm.Changes.Select(change => change with { At = first }), .. streams];
        return Trunk.Scenario with { Ticks = Ticks, Chain = "none", Calendar = calendar.Length == 0 ? null : calendar };
    }

    /// <summary>Runs every arm with every seed.</summary>
    /// <returns>An ensemble per arm, in the order of the arms.</returns>
    public IReadOnlyList<Ensemble> Run(CancellationToken cancellation = default)
    {
        var runs = new ConcurrentDictionary<(Arm, ulong), ObservedRun>();
        var done = 0;
        var all = (from seed in Seeds from arm in Arms select (arm, seed)).ToArray();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = cancellation };
        Parallel.ForEach(Partitioner.Create(all, loadBalance: true), options, branch =>
        {
            var world = Trunk.Build(ScenarioOf(branch.arm, branch.seed));
            runs[branch] = ObservedRun.Of(world, branch.seed, Tables, Trunk.State, cancellation);
            Progress?.Invoke(Interlocked.Increment(ref done), all.Length);
        });
        return [.. Arms.Select(arm => new Ensemble(arm.Name, [.. Seeds.Select(seed => runs[(arm, seed)])]))];
    }
}
