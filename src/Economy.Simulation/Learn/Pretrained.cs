using Economy.Attention.Learning;
using Economy.Attention.Model;
using Economy.Core.Scenarios;
using Economy.Simulation.Actors;
using Economy.Simulation.Allocate;
using Economy.Simulation.Demand;
using Economy.Simulation.Experiments;

namespace Economy.Simulation.Learn;

/// <summary>
/// Models that have seen something of the world's kind before they begin: a demand trace, or other worlds of the same family. Masked
/// features are reconstructed and the next tick's demand is forecast; where a log holds outcomes, the model is then trained on them.
/// </summary>
public static class Pretrained
{
    /// <summary>
    /// By a demand trace, which tells how much jobs ask for, hour by hour, and nothing of kinds, regions or outcomes. The model is
    /// not scaled: it scales itself by the tasks of the world that it is put into.
    /// </summary>
    /// <param name="world">The world that the model is for.</param>
    /// <param name="trace">The jobs.</param>
    /// <param name="ticks">Ticks of the trace.</param>
    public static AttentionModel OnTrace(World world, IDemandSource trace, int ticks)
    {
        var start = Untrained(world);
        var log = new RoundLog(start.Schema);
        var resources = ObservedFeatures.Offered(world);
        var observed = new ObservedFeatures(world, resources);
        var jobs = new List<Job>();
        observed.FillPools();
        for (var tick = 0; tick < ticks; tick++)
        {
            jobs.Clear();
            trace.Arrivals(tick, jobs);
            observed.Fill(jobs);
            log.Add(observed.Rows, jobs.Sum(j => j.CpuMilli) / 1000.0);
        }

        var (task, pool) = log.Moments();
        var pretraining = new Pretraining(start.StandardisedBy(task, pool), Options(world));
        pretraining.Fit(log);
        return start with { Parameters = pretraining.Model.Parameters };
    }

    /// <summary>By the logs of other worlds of the family, which differ in <c>quality.seed</c> and in their own seed.</summary>
    /// <param name="world">The world that the model is for.</param>
    /// <param name="seeds">Seeds of the others.</param>
    /// <param name="ticks">Ticks of each.</param>
    /// <param name="outcomes">Whether the logs hold outcomes.</param>
    public static AttentionModel OnWorlds(World world, IEnumerable<ulong> seeds, int ticks, bool outcomes)
    {
        var start = Untrained(world);
        var (log, had, worlds) = (new RoundLog(start.Schema), new OutcomeSamples(start.Schema), 0);
        foreach (var seed in seeds)
        {
            var learning = world.Scenario.Allocation.Learning! with { Until = null, Memory = ticks };
            var scenario = world.Scenario with
            {
                Seed = seed, Ticks = ticks, Quality = world.Scenario.Quality! with { Seed = seed, Oracle = false },
                Allocation = world.Scenario.Allocation with { Model = null, ModelHash = null, Learning = learning },
            };
            var other = new World(scenario, world.Demand, [.. world.Pools.Skip(scenario.Pools.Count)]);
            using var host = new ThreadedActorHost(other);
            var simulator = new Simulator(other, host, Policies.Of(scenario.Allocation), new RunRows([]), settlement: null);
            var own = worlds++;
            simulator.Seen = (features, demand) => log.Add(features, demand, own);
            simulator.Run();
            Learner.Append(simulator.Outcomes!, had, after: 0);
        }

        var (task, pool) = log.Moments();
        var pretraining = new Pretraining(start.StandardisedBy(task, pool), Options(world));
        pretraining.Fit(log);
        if (!outcomes) return pretraining.Model;
        var trainer = new Trainer(pretraining.Model, Options(world));
        trainer.Fit(had);
        return trainer.Model;
    }

    private static AttentionModel Untrained(World world) =>
        AttentionModel.Untrained(ObservedFeatures.SchemaOf(world), Learner.OptionsOf(world.Scenario.Allocation.Learning!), world.Scenario.Seed);

    private static TrainingOptions Options(World world) => new() { MaxEpochs = 30, Seed = world.Scenario.Seed };
}
