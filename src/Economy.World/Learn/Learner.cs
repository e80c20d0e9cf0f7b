using Economy.Attention;
using Economy.Attention.Learning;
using Economy.Attention.Model;
using Economy.Attention.Model.Forms;
using Economy.Attention.Numerics;
using Economy.Core.Scenarios;
using Economy.Core.State;
using Economy.World.Randomness;

namespace Economy.World.Learn;

/// <summary>
/// What the allocator believes of the quality of service, and how it comes to believe it: scores of a model over what can be observed,
/// updated by the outcomes of its own allocations. All that learning carries from tick to tick is in here.
/// </summary>
internal sealed class Learner : IResumable
{
    /// <summary>In place of the row of a subsystem: all that have no model of their own.</summary>
    public const int Shared = -1;

    /// <summary>Tick from which loads and prices are what they are in the course of things; in the first they are all alike.</summary>
    private const int TypicalFrom = 4;

    private readonly WorldModel world;
    private readonly ObservedFeatures features;
    private readonly LearningSpec? spec;
    private readonly AttentionScores scores;
    private readonly ILearningBackend? backend;
    private readonly OutcomeSamples fresh;
    private readonly OpenOutcomes? open;
    private readonly int stream;   // Its draws: 2·stream which outcomes it takes up, 2·stream + 1 the rest.
    private OutcomeSamples memory;
    private Trainer trainer;
    private AttentionModel model;
    private readonly bool isTable;
    private readonly bool scalesItself;
    private bool isScaled;
    private bool isSettled;

    /// <param name="world">What stays fixed.</param>
    /// <param name="features">What can be observed; filled by others.</param>
    /// <param name="threads">Threads used; results do not depend on it.</param>
    /// <param name="backend">The engine of learning; null is the default one.</param>
    /// <param name="subsystem">Row of the subsystem that it is of; <see cref="Shared"/>.</param>
    public Learner(WorldModel world, ObservedFeatures features, int threads, ILearningBackend? backend, int subsystem = Shared)
    {
        stream = subsystem + 1;
        this.backend = backend;
        this.world = world;
        this.features = features;
        spec = world.Allocation.Learning;
        isTable = world.Model is null && spec!.Form == "table";
        model = world.Model ?? (isTable ? TableOfMeans.Empty(features.Rows.Schema)
            : AttentionModel.Untrained(features.Rows.Schema, OptionsOf(spec!), Seed));
        isScaled = Array.Exists(model.TaskScale.InverseScale, s => s != 1) || Array.Exists(model.TaskScale.Mean, m => m != 0);
        scalesItself = !isScaled;
        trainer = new Trainer(model, TrainingOf(spec ?? new()), null, backend);
        scores = model.Bind(features.Rows, threads);
        (fresh, memory) = (new OutcomeSamples(features.Rows.Schema), new OutcomeSamples(features.Rows.Schema));
        if (subsystem != Shared) open = new OpenOutcomes(features.Rows.Schema);
    }

    /// <summary>The model as it is now.</summary>
    public AttentionModel Model => model;

    /// <summary>The outcomes it remembers.</summary>
    public OutcomeSamples Memory => memory;

    /// <summary>What the model expects tasks to be worth at pools, once <see cref="Look"/> has seen them.</summary>
    public AttentionScores Scores => scores;

    /// <summary>Temperature of a tick: exploration above the allocation's own; null where there is none.</summary>
    public double? Temperature(int tick)
    {
        if (spec is null || tick > spec.Until) return null;
        var explored = spec.Exploration * DeterministicMath.Pow(0.5, (tick - 1) / spec.ExplorationHalfLife);
        return explored > (world.Allocation.Temperature ?? new AllocationOptions().Temperature) ? explored : null;
    }

    /// <summary>Takes in the features of the tick.</summary>
    public void Look()
    {
        if (!isScaled)
        {
            // For the first few ticks, see TypicalFrom.
            model = model.StandardisedBy(features.Rows);
            trainer = new Trainer(model, trainer.Options, null, backend);
            isScaled = true;
        }

        scores.Refresh(model);
    }

    /// <summary>Learns from a tick's outcomes, at the end of an epoch.</summary>
    /// <param name="tick">The tick.</param>
    /// <param name="outcomes">What became of its tasks.</param>
    /// <param name="late">What became of those of earlier ticks; null where all is known in its tick.</param>
    /// <returns>Mean loss of the model's expectations, before it learnt from them.</returns>
    public double Learn(int tick, ReadOnlySpan<TaskOutcome> outcomes, LateGoods? late = null)
    {
        fresh.Clear();
        if (late is not null) open?.Resolve(late, after: tick - (spec?.Memory ?? 0), fresh);
        Remember(tick, outcomes);
        trainer.Options = trainer.Options with { Seed = Draws(tick, 1).NextUInt64() };
        var loss = fresh.Count == 0 ? double.NaN : trainer.Loss(fresh);
        if (spec is null || tick > spec.Until) return loss;
        Append(fresh, memory, after: 0);
        if (tick % spec.Epoch == 0) Update(tick);
        return loss;
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        state.Write(isScaled);
        state.Write(isSettled);
        foreach (var column in Columns()) state.WriteColumn<double>(column);
        state.Write(trainer.Adam.Steps);
        memory.Save(state);
        open?.Save(state);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        isScaled = state.ReadBoolean();
        isSettled = state.ReadBoolean();
        model = model with { TaskScale = Copy(model.TaskScale), PoolScale = Copy(model.PoolScale), Parameters = model.Parameters.Copy() };
        var adam = new Adam(model.Parameters.Values.Length);
        trainer = new Trainer(model, trainer.Options, adam, backend);
        foreach (var column in Columns()) state.ReadColumn<double>(column);
        trainer = new Trainer(model, trainer.Options, adam, backend);
        adam.Steps = state.ReadInt64();
        memory.Restore(state);
        open?.Restore(state);
    }

    private ulong Seed => stream == 0 ? world.Seed : new PhiloxStream(world.Seed, Purpose.Learning, 2 * stream, 0).NextUInt64();

    private PhiloxStream Draws(int tick, int of) => new(world.SeedAt(tick), Purpose.Learning, 2 * stream + of, tick);

    private double[][] Columns() =>
    [
        model.TaskScale.Mean, model.TaskScale.InverseScale, model.PoolScale.Mean, model.PoolScale.InverseScale, model.Parameters.Values,
        trainer.Adam.Mean, trainer.Adam.Square,
    ];

    private void Remember(int tick, ReadOnlySpan<TaskOutcome> outcomes)
    {
        var random = Draws(tick, 0);
        var (wanted, taken) = (spec?.Sample ?? int.MaxValue, 0);
        for (var s = 0; s < outcomes.Length; s++)
        {
            // Selection sampling: every subset of the size wanted is as likely as any other (Knuth, TAOCP 2, algorithm 3.4.2S).
            if (outcomes.Length > wanted && random.NextInt(outcomes.Length - s) >= wanted - taken) continue;
            taken++;
            ref readonly var outcome = ref outcomes[s];
            if (outcome.IsOpen) open!.Add(features.Rows, outcome, tick);
            else fresh.Add(features.Rows, outcome.Task, outcome.Pool, outcome.Good, outcome.Weight, tick);
        }
    }

    private void Update(int tick)
    {
        if (memory.Count == 0) return;
        var kept = new OutcomeSamples(memory.Schema);
        Append(memory, kept, after: tick - spec!.Memory);
        memory = kept;
        if (scalesItself && !isSettled && tick >= TypicalFrom) Rescale();
        if (isTable)
        {
            model = model with { Parameters = TableOfMeans.Of(memory).Parameters };
            trainer = new Trainer(model, trainer.Options, null, backend);
            return;
        }

        trainer.Fit(memory);
        model = trainer.Model;
    }

    /// <summary>Scales features for good, by all that was seen so far.</summary>
    private void Rescale()
    {
        var (task, pool) = (new Moments(features.Rows.TaskWidth), new Moments(features.Rows.PoolWidth));
        task.Add(memory.Task);
        pool.Add(memory.Pool);
        model = model.StandardisedBy(task, pool);
        trainer = new Trainer(model, trainer.Options, null, backend);
        isSettled = true;
    }

    internal static void Append(OutcomeSamples from, OutcomeSamples to, int after)
    {
        for (var i = 0; i < from.Count; i++)
            if (from.Round[i] > after) to.Add(from, i, from.Quality[i]);
    }

    private static Standardiser Copy(Standardiser scale) => new([.. scale.Mean], [.. scale.InverseScale]);

    internal static ModelOptions OptionsOf(LearningSpec spec) =>
        new() { Form = spec.Form, Heads = spec.Heads, Width = spec.Width, InducingTokens = spec.Tokens };

    private static TrainingOptions TrainingOf(LearningSpec spec) => new()
    {
        LearningRate = spec.Rate, WeightDecay = spec.WeightDecay, BatchSize = spec.Batch, MaxEpochs = spec.Passes, HeldOut = spec.HeldOut,
        Patience = Math.Max(2, spec.Passes / 4),
    };
}
