using Economy.Actors;
using Economy.Attention.Learning;
using Economy.Attention.Model;
using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Demand;
using Economy.World.Learn;
using Economy.World.Tick.Allocate;

namespace Economy.Experiments.Learn;

/// <summary>
/// Models that have seen something of the world's kind before they begin: a demand trace, or other worlds of the same family. Masked
/// features are reconstructed and the next tick's demand is forecast; where there are outcomes, the model is then trained on them.
/// </summary>
public static class Pretrained
{
    private const int Passes = 30;

    /// <summary>What a demand trace shows, tick by tick: how much jobs ask for, and nothing of kinds, regions or outcomes.</summary>
    /// <param name="world">The world that a model is to be for.</param>
    /// <param name="trace">The jobs.</param>
    /// <param name="ticks">Ticks of the trace.</param>
    public static RoundLog SeenIn(WorldModel world, IDemandSource trace, int ticks)
    {
        var log = new RoundLog(ObservedFeatures.SchemaOf(world));
        var observed = new ObservedFeatures(world, ObservedFeatures.Offered(world));
        var jobs = new List<Job>();
        for (var tick = 0; tick < ticks; tick++)
        {
            jobs.Clear();
            trace.Arrivals(tick, jobs);
            observed.Fill(jobs);
            log.Add(observed.Rows, jobs.Sum(j => j.CpuMilli) / 1000.0);
        }

        return log;
    }

    /// <summary>
    /// What learners saw in other worlds of the family, which differ in <c>quality.seed</c> and in their own seed, and what came of it.
    /// </summary>
    /// <param name="world">The world that a model is to be for. Its scenario learns.</param>
    /// <param name="seeds">Seeds of the others.</param>
    /// <param name="ticks">Ticks of each.</param>
    public static (RoundLog Seen, OutcomeSamples Outcomes) SeenIn(WorldModel world, IEnumerable<ulong> seeds, int ticks)
    {
        var (log, outcomes) = (new RoundLog(ObservedFeatures.SchemaOf(world)), new OutcomeSamples(ObservedFeatures.SchemaOf(world)));
        foreach (var (number, seed) in seeds.Index())
        {
            var scenario = world.Scenario with
            {
                Seed = seed, Ticks = ticks, Quality = world.Scenario.Quality! with { Seed = seed, Oracle = false },
                Allocation = world.Allocation with { Model = null, ModelHash = null,
                    Learning = world.Allocation.Learning! with { Until = null, Memory = ticks } },
            };
            var other = new WorldModel(scenario, world.Demand, [.. world.Pools.Skip(scenario.Pools.Count)]);
            using var stage = ActorRuns.Stage(other);
            var simulator = new Simulator(other, stage, Policies.Of(scenario.Allocation), new RunRows([]), settlement: null)
            {
                Seen = (features, demand) => log.Add(features, demand, number),
            };
            simulator.Run();
            Learner.Append(simulator.Outcomes!, outcomes, after: 0);
        }

        return (log, outcomes);
    }

    /// <summary>A model for a world, pre-trained on a log.</summary>
    /// <param name="world">Its scenario says, under learning, what the model is like.</param>
    /// <param name="seen">The log.</param>
    /// <param name="outcomes">Outcomes to train on afterwards; null for none.</param>
    /// <param name="keepsScale">Whether the model goes on to scale features as in the log. If not it scales itself by the tasks that it
    /// meets.</param>
    public static AttentionModel On(WorldModel world, RoundLog seen, OutcomeSamples? outcomes, bool keepsScale)
    {
        var start = AttentionModel.Untrained(ObservedFeatures.SchemaOf(world), Learner.OptionsOf(world.Allocation.Learning!), world.Seed);
        var options = new TrainingOptions { MaxEpochs = Passes, Seed = world.Seed };
        var (task, pool) = seen.Moments();
        var pretraining = new Pretraining(start.StandardisedBy(task, pool), options);
        pretraining.Fit(seen);
        var model = pretraining.Model;
        if (outcomes is not null)
        {
            var trainer = new Trainer(model, options);
            trainer.Fit(outcomes);
            model = trainer.Model;
        }

        return keepsScale ? model : start with { Parameters = model.Parameters };
    }
}
