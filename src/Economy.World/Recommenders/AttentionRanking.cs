using Economy.Attention.Learning;
using Economy.Attention.Model;
using Economy.Attention.Model.Forms;
using Economy.Attention.Numerics;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;
using Economy.Core.State;
using Economy.World.Randomness;

namespace Economy.World.Recommenders;

/// <summary>
/// Two towers (Covington, Adams and Sargin 2016) of the product's attention model: a participant, by its type and where it went of late, asks;
/// a place answers; the chance that a look is followed by a visit is σ of their heads' products and a bias of type and place. Learnt online
/// from every look, visited or not, once each; shown are the places with the greatest chances, exactly.
/// </summary>
[Kind("attention", "those places are shown that a model of attention, which learns from every look, gives the best chances")]
public sealed record AttentionRanking : RankingSpec, IRanking
{
    [Key("Heads of the model.", Min = 1, Max = 16)]
    public int Heads { get; init; } = 2;

    [Key("Width of a head's queries and keys.", Min = 1, Max = 64)]
    public int Width { get; init; } = 4;

    [Key("Step of the optimiser (Adam).", Min = 1e-6, Max = 1)]
    public double Rate { get; init; } = 0.02;

    /// <inheritdoc />
    public bool IsDrawn => false;

    /// <inheritdoc />
    public Ranker Open(WorldModel world, int recommender) => new Towers(world, this, recommender);

    private sealed class Towers : Ranker
    {
        private readonly int types;
        private readonly Features features;
        private readonly AttentionScores scores;
        private readonly OutcomeSamples samples;
        private readonly TrainingOptions options;
        private readonly double[] logits;
        private AttentionModel model;
        private Trainer trainer;

        public Towers(WorldModel world, AttentionRanking spec, int recommender)
        {
            var (schema, places) = (SchemaOf(world), world.Subsystems.Length);
            types = world.Types.Length;
            features = new Features(schema, places);
            features.EnsureTasks(1);
            for (var k = 0; k < places; k++) (features.PoolRow(k)[k], features.PoolName[k]) = (1, k);
            var seed = new PhiloxStream(world.PopulationSeed, Purpose.Shown, -1 - recommender, 0).NextUInt64();
            model = AttentionModel.Untrained(schema, new ModelOptions { Form = "biased", Heads = spec.Heads, Width = spec.Width }, seed);
            options = new TrainingOptions { LearningRate = spec.Rate, HeldOut = 0, MaxEpochs = 1 };
            trainer = new Trainer(model, options);
            scores = model.Bind(features);
            samples = new OutcomeSamples(schema);
            logits = new double[places];
        }

        public override int Numbers => model.Parameters.Values.Length;

        public override void Write(Span<double> numbers) => model.Parameters.Values.CopyTo(numbers);

        public override void Read(ReadOnlySpan<double> numbers)
        {
            numbers.CopyTo(model.Parameters.Values);
            scores.Refresh(model);
        }

        public override void Weigh(in Viewer viewer, Span<double> weight)
        {
            Fill(viewer);
            scores.Logits(0, 1, logits, 1);
            for (var k = 0; k < weight.Length; k++) weight[k] = DeterministicMath.Sigmoid(logits[k]);
        }

        public override double Expected(in Watched watched)
        {
            if (watched.Looks.IsEmpty) return double.NaN;
            scores.Refresh(model);
            var (sum, chance) = (0.0, new double[logits.Length]);
            foreach (ref readonly var look in watched.Looks)
            {
                Weigh(watched.Viewers[look.Participant], chance);
                sum += chance[look.Place];
            }

            return sum / watched.Looks.Length;
        }

        public override void Learn(in Watched watched)
        {
            samples.Clear();
            for (var l = 0; l < watched.Looks.Length; l++)
            {
                Fill(watched.Viewers[watched.Looks[l].Participant]);
                samples.Add(features, 0, watched.Looks[l].Place, watched.Went[l] ? 1 : 0);
            }

            if (samples.Count == 0) return;
            trainer.Step(samples);
            model = trainer.Model;
        }

        public override void Save(BinaryWriter state)
        {
            state.WriteColumn<double>(model.Parameters.Values);
            state.WriteColumn<double>(trainer.Adam.Mean);
            state.WriteColumn<double>(trainer.Adam.Square);
            state.Write(trainer.Adam.Steps);
        }

        public override void Restore(BinaryReader state)
        {
            var adam = new Adam(Numbers);
            model = model with { Parameters = model.Parameters.Copy() };
            state.ReadColumn<double>(model.Parameters.Values);
            state.ReadColumn<double>(adam.Mean);
            state.ReadColumn<double>(adam.Square);
            adam.Steps = state.ReadInt64();
            trainer = new Trainer(model, options, adam);
        }

        private void Fill(in Viewer viewer)
        {
            var row = features.TaskRow(0);
            row.Clear();
            row[viewer.Type] = 1;
            for (var k = 0; k < viewer.History.Length; k++) row[types + k] = viewer.History[k];
            features.TaskClass[0] = viewer.Type;
        }

        private static FeatureSchema SchemaOf(WorldModel world) => new()
        {
            Task =
            [
                .. world.Types.Select(t => new Feature($"type:{t.Name}", FeatureKind.Indicator)),
                .. world.Subsystems.Select(s => new Feature($"went:{s.Name}")),
            ],
            Pool = [.. world.Subsystems.Select(s => new Feature($"place:{s.Name}", FeatureKind.Indicator))],
            TaskClasses = [.. world.Types.Select(t => t.Name)],
            PoolNames = [.. world.Subsystems.Select(s => s.Name)],
        };
    }
}
