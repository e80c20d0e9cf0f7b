using Economy.Attention.Learning;
using Economy.Attention.Model;
using Economy.Attention.Model.Forms;
using Economy.Attention.Numerics;
using Economy.Attention.Retrieval;
using Economy.Core.State;
using Economy.World.Randomness;

namespace Economy.World.Recommenders;

/// <summary>
/// The towers of <see cref="AttentionRanking"/>. Cells rank their participants in blocks of 256, exactly; of people, who are many and
/// know of where the others were what is published, one by one.
/// </summary>
internal sealed class Towers : Ranker
{
    private const int Block = 256;
    private readonly int types;
    private readonly int learnt;   // Numbers that follow from looks: parameters. Where people went of late comes after them.
    private readonly bool arePeople;
    private readonly Features features;
    private readonly AttentionScores scores;
    private readonly OutcomeSamples samples;
    private readonly TrainingOptions options;
    private readonly double[] logits;
    private readonly int[] kindOf;
    private TopLists<double>? best;
    private Histories? viewers;
    private int block;
    private AttentionModel model;
    private Trainer trainer;

    public Towers(WorldModel world, AttentionRanking spec, int recommender)
    {
        var items = world.CatalogueOf(recommender);
        arePeople = items.Items == RankedItems.People;
        var (schema, count) = (SchemaOf(world, items), items.Count);
        types = world.Types.Length;
        features = new Features(schema, count);
        features.EnsureTasks(Block);
        for (var i = 0; i < count; i++)
        {
            var kind = arePeople ? world.TypeOf[i] : i;
            (features.PoolRow(i)[kind], features.PoolName[i]) = (1, kind);
        }

        var seed = new PhiloxStream(world.PopulationSeed, Purpose.Shown, -1 - recommender, 0).NextUInt64();
        model = AttentionModel.Untrained(schema, new ModelOptions { Form = "biased", Heads = spec.Heads, Width = spec.Width }, seed);
        options = new TrainingOptions { LearningRate = spec.Rate, HeldOut = 0, MaxEpochs = 1 };
        trainer = new Trainer(model, options);
        scores = model.Bind(features);
        samples = new OutcomeSamples(schema);
        logits = new double[count * (arePeople ? 1 : Block)];
        learnt = model.Parameters.Values.Length;
        kindOf = items.KindOf;
    }

    /// <inheritdoc />
    public override int Numbers => learnt + (arePeople ? features.Pools * (features.PoolWidth - types) : 0);

    /// <inheritdoc />
    public override void Write(Span<double> numbers)
    {
        model.Parameters.Values.CopyTo(numbers);
        for (var i = 0; arePeople && i < features.Pools; i++) Went(i).CopyTo(numbers[(learnt + i * Went(i).Length)..]);
    }

    /// <inheritdoc />
    public override void Read(ReadOnlySpan<double> numbers)
    {
        numbers[..learnt].CopyTo(model.Parameters.Values);
        for (var i = 0; arePeople && i < features.Pools; i++) numbers.Slice(learnt + i * Went(i).Length, Went(i).Length).CopyTo(Went(i));
        scores.Refresh(model);
    }

    /// <inheritdoc />
    public override void Weigh(in Viewer viewer, Span<double> weight)
    {
        Fill(viewer);
        scores.Logits(0, 1, logits, 1);
        for (var k = 0; k < weight.Length; k++) weight[k] = DeterministicMath.Sigmoid(logits[k]);
    }

    /// <inheritdoc />
    public override bool RanksBlocks => !arePeople;

    /// <inheritdoc />
    public override void Turn(Histories cell, int count)
    {
        count = Math.Max(1, count);
        if (best?.Length != count) best = new TopLists<double>(Block, count);
        (viewers, block) = (cell, -1);
    }

    /// <inheritdoc />
    public override ReadOnlySpan<int> Best(int viewer)
    {
        if (viewer / Block != block) Rank(viewer / Block);
        return best!.Items(viewer % Block);
    }

    /// <inheritdoc />
    public override double Expected(in Watched watched)
    {
        if (watched.Looks.IsEmpty) return double.NaN;
        scores.Refresh(model);
        var (sum, chance) = (0.0, new double[kindOf.Length]);
        foreach (ref readonly var look in watched.Looks)
        {
            Weigh(watched.Viewers[look.Participant], chance);
            sum += chance[look.Item];
        }

        return sum / watched.Looks.Length;
    }

    /// <inheritdoc />
    public override ExplainedPair Explain(in Viewer viewer, int item)
    {
        scores.Refresh(model);
        Fill(viewer);
        return ExplainedPair.Of(scores, 0, item);
    }

    /// <inheritdoc />
    public override void Learn(in Watched watched)
    {
        samples.Clear();
        for (var l = 0; l < watched.Looks.Length; l++)
        {
            Fill(watched.Viewers[watched.Looks[l].Participant]);
            samples.Add(features, 0, watched.Looks[l].Item, watched.Went[l] ? 1 : 0);
        }

        if (samples.Count > 0)
        {
            trainer.Step(samples);
            model = trainer.Model;
        }

        for (var i = 0; arePeople && i < features.Pools; i++)
            for (var k = 0; k < Went(i).Length; k++) Went(i)[k] = watched.Viewers.Of(i)[k];
    }

    /// <inheritdoc />
    public override void Save(BinaryWriter state)
    {
        state.WriteColumn<double>(model.Parameters.Values);
        state.WriteColumn<double>(trainer.Adam.Mean);
        state.WriteColumn<double>(trainer.Adam.Square);
        state.Write(trainer.Adam.Steps);
        for (var i = 0; arePeople && i < features.Pools; i++) state.WriteColumn<double>(Went(i));
    }

    /// <inheritdoc />
    public override void Restore(BinaryReader state)
    {
        var adam = new Adam(learnt);
        model = model with { Parameters = model.Parameters.Copy() };
        state.ReadColumn<double>(model.Parameters.Values);
        state.ReadColumn<double>(adam.Mean);
        state.ReadColumn<double>(adam.Square);
        adam.Steps = state.ReadInt64();
        trainer = new Trainer(model, options, adam);
        for (var i = 0; arePeople && i < features.Pools; i++) state.ReadColumn<double>(Went(i));
    }

    /// <summary>Where a person went of late, as it was published.</summary>
    private Span<double> Went(int person) => features.PoolRow(person)[types..];

    /// <summary>Ranks a block of participants: their chances at one item after the other, of which lists keep the greatest.</summary>
    private void Rank(int which)
    {
        block = which;
        var (first, count) = (which * Block, Math.Min(Block, viewers!.Count - which * Block));
        for (var i = 0; i < count; i++) Fill(viewers[first + i], i);
        scores.Logits(0, count, logits, Block);
        best!.Clear();
        for (var item = 0; item < kindOf.Length; item++)
        {
            if (kindOf[item] < 0) continue;
            var row = logits.AsSpan(item * Block, count);
            foreach (ref var logit in row) logit = DeterministicMath.Sigmoid(logit);
            best.Take(row, Block, item);
        }
    }

    private void Fill(in Viewer viewer, int task = 0)
    {
        var row = features.TaskRow(task);
        row.Clear();
        row[viewer.Type] = 1;
        for (var k = 0; k < viewer.History.Length; k++) row[types + k] = viewer.History[k];
        features.TaskClass[task] = viewer.Type;
    }

    private FeatureSchema SchemaOf(WorldModel world, Catalogue items)
    {
        Feature[] kinds = [.. world.Types.Select(t => new Feature($"type:{t.Name}", FeatureKind.Indicator))];
        Feature[] went = [.. (arePeople ? world.Subsystems.Select(s => s.Name) : items.Names).Select(n => new Feature($"went:{n}"))];
        return new()
        {
            Task = [.. kinds, .. went],
            Pool = arePeople ? [.. kinds, .. went] : [.. items.Names.Select(n => new Feature($"place:{n}", FeatureKind.Indicator))],
            TaskClasses = [.. world.Types.Select(t => t.Name)],
            PoolNames = arePeople ? [.. world.Types.Select(t => t.Name)] : [.. items.Names],
        };
    }
}
