using Economy.Attention.Learning;
using Economy.Attention.Model;
using Economy.Attention.Files;
using Economy.Attention.Model.Forms;
using Economy.Tests.Attention.Model;

namespace Economy.Tests.Engines;

/// <summary>What every engine of learning must do: find the gradients of the default one, and train to its loss.</summary>
public abstract class LearningContract
{
    protected abstract ILearningBackend NewBackend();

    /// <summary>How far gradients may be from the hand-derived ones, relative to the largest entry.</summary>
    protected virtual double Tolerance => 1e-9;

    [ContractFact]
    public void Gradients_of_every_form_are_the_hand_derived_ones()
    {
        foreach (var row in Samples.Forms())
        {
            var (form, tokens, width) = ((string)row[0], (int)row[1], (int)row[2]);
            var features = Samples.Round(3, 30, 6);
            var model = Samples.Model(form, tokens, width, features);
            var samples = Samples.Outcomes(features, 40, (i, j) => (i + j) % 5 / 3.0);
            var (expected, found) = (Gradient(model, samples, HandDerivedLearning.Instance), Gradient(model, samples, NewBackend()));
            var largest = expected.Values.Max(Math.Abs);
            Assert.Equal(expected.Sum, found.Sum, Tolerance * Math.Abs(expected.Sum));
            Assert.Equal(expected.Weight, found.Weight, 1e-12 * expected.Weight);
            for (var p = 0; p < expected.Values.Length; p++) Assert.Equal(expected.Values[p], found.Values[p], Tolerance * largest);
        }
    }

    [ContractFact]
    public void Training_comes_to_the_loss_of_the_default_engine_for_every_form()
    {
        foreach (var (form, tokens) in new[] { ("dot-product", 0), ("additive", 0), ("biased", 0), ("shared", 0), ("perceptron", 0), ("dot-product", 4) })
        {
            var (features, samples) = Planted();
            var options = new TrainingOptions { MaxEpochs = 6 };
            var (expected, found) = (new Trainer(Untrained(features, form, tokens), options), new Trainer(Untrained(features, form, tokens), options, null, NewBackend()));
            var (here, there) = (expected.Fit(samples), found.Fit(samples));
            Assert.True(there.HeldOutLoss[^1] < there.HeldOutLoss[0]);
            Assert.Equal(here.Epochs, there.Epochs);
            Assert.Equal(here.HeldOutLoss[^1], there.HeldOutLoss[^1], 1e6 * Tolerance * here.HeldOutLoss[0]); // Steps of Adam magnify what rounding leaves of small gradients.
            Assert.Equal(expected.Adam.Steps, found.Adam.Steps);
        }
    }

    [ContractFact]
    public void A_trained_model_is_read_from_its_file_and_scores_alike_in_the_default_engine()
    {
        var (features, samples) = Planted();
        var trainer = new Trainer(Untrained(features, "dot-product", 0), new TrainingOptions { MaxEpochs = 3 }, null, NewBackend());
        trainer.Fit(samples);
        using var file = new MemoryStream();
        new ModelFile(trainer.Model, trainer.Adam).Write(file);
        file.Position = 0;
        var read = ModelFile.Read(file).Value!;
        Assert.Equal(Samples.Scores(trainer.Model, features), Samples.Scores(read.Model, features));
        Assert.Equal(trainer.Loss(samples), new Trainer(read.Model, new TrainingOptions()).Loss(samples), 1e3 * Tolerance);
        Assert.Equal(trainer.Adam.Steps, read.Adam!.Steps);
        Assert.Equal(trainer.Adam.Mean, read.Adam.Mean);
    }

    [ContractFact]
    public void Steps_go_on_where_the_saved_optimiser_was()
    {
        var (features, samples) = Planted();
        var whole = new Trainer(Untrained(features, "biased", 0), new TrainingOptions(), null, NewBackend());
        for (var step = 0; step < 4; step++) whole.Step(samples);
        var first = new Trainer(Untrained(features, "biased", 0), new TrainingOptions(), null, NewBackend());
        for (var step = 0; step < 2; step++) first.Step(samples);
        var second = new Trainer(first.Model, new TrainingOptions(), first.Adam, NewBackend());
        for (var step = 0; step < 2; step++) second.Step(samples);
        Assert.Equal(whole.Model.Parameters.Values, second.Model.Parameters.Values, (a, b) => Math.Abs(a - b) <= 1e-12);
    }

    protected static (Features, OutcomeSamples) Planted()
    {
        var features = Samples.Round(6, 200, 8);
        var planted = Samples.Model("dot-product", 0, 4, features, heads: 1);
        var logits = new double[200 * 8];
        planted.Bind(features).Logits(0, 200, logits, 200);
        return (features, Samples.Outcomes(features, 1500, (i, j) => 1 / (1 + Math.Exp(-1.5 * logits[j * 200 + i])), rounds: 4));
    }

    protected static AttentionModel Untrained(Features features, string form, int tokens) =>
        AttentionModel.Untrained(Samples.Schema, new ModelOptions { Form = form, Heads = 2, Width = 4, InducingTokens = tokens }, 7).StandardisedBy(features);

    protected static (double[] Values, double Sum, double Weight) Gradient(AttentionModel model, OutcomeSamples samples, ILearningBackend backend)
    {
        var gradient = new double[model.Parameters.Values.Length];
        var (sum, weight) = new Trainer(model, new TrainingOptions(), null, backend).Gradient(samples, [.. Enumerable.Range(0, samples.Count)], gradient);
        return (gradient, sum, weight);
    }
}

public class HandDerivedLearningContract : LearningContract
{
    protected override ILearningBackend NewBackend() => HandDerivedLearning.Instance;
}
