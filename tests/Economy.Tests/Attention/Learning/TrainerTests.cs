using Economy.Attention.Learning;
using Economy.Attention.Model;
using Economy.Attention.Model.Forms;
using Economy.Tests.Attention.Model;

namespace Economy.Tests.Attention.Learning;

public class TrainerTests
{
    private const int Tasks = 400, Pools = 12;

    [Fact]
    public void Training_finds_a_planted_bilinear_quality_of_rank_four_in_noise()
    {
        (Features features, Func<int, int, double> truth) = Planted();
        var random = new Random(2);
        OutcomeSamples samples = Samples.Outcomes(features, 6000, (i, j) => truth(i, j) * (0.5 + random.NextDouble()));
        OutcomeSamples fresh = Samples.Outcomes(features, 2000, truth, seed: 9);
        AttentionModel untrained = Untrained(features, "dot-product");
        var trainer = new Trainer(untrained, new TrainingOptions { MaxEpochs = 60 });
        TrainingReport report = trainer.Fit(samples);
        Assert.Equal(report.HeldOutLoss.Min(), report.HeldOutLoss[report.BestEpoch]);
        double noise = SquaredError(untrained, features, truth), left = SquaredError(trainer.Model, features, truth);
        Assert.True(left < 0.02 * noise, $"{left} of {noise}");
        Assert.True(trainer.Loss(fresh) < new Trainer(untrained, new TrainingOptions()).Loss(fresh));
    }

    [Theory]
    [InlineData("additive", 0), InlineData("biased", 0), InlineData("shared", 0), InlineData("perceptron", 0), InlineData("dot-product", 4)]
    public void Training_lowers_the_held_out_loss_of_every_form(string form, int tokens)
    {
        (Features features, Func<int, int, double> truth) = Planted();
        OutcomeSamples samples = Samples.Outcomes(features, 1500, truth, rounds: 5);
        var trainer = new Trainer(Untrained(features, form, tokens), new TrainingOptions { MaxEpochs = 15 });
        TrainingReport report = trainer.Fit(samples);
        double entropy = Bound(samples);
        Assert.True(report.HeldOutLoss[report.BestEpoch] - entropy < 0.5 * (report.HeldOutLoss[0] - entropy), $"{report.HeldOutLoss[0]} to {report.HeldOutLoss[report.BestEpoch]}, at best {entropy}");
    }

    [Fact]
    public void Early_stopping_stops_and_keeps_the_best()
    {
        Features features = Samples.Round(1, 40, 3);
        var random = new Random(4);
        OutcomeSamples noise = Samples.Outcomes(features, 60, (_, _) => random.NextDouble());
        AttentionModel start = Untrained(features, "dot-product");
        var options = new TrainingOptions { MaxEpochs = 500, Patience = 3, LearningRate = 0.05, HeldOut = 0.3 };
        var trainer = new Trainer(start, options);
        TrainingReport report = trainer.Fit(noise);
        Assert.True(report.StoppedEarly);
        Assert.True(report.Epochs < 500);
        Assert.Equal(report.BestEpoch + 3, report.Epochs);
        Assert.Equal(report.Epochs + 1, report.HeldOutLoss.Count);
        var shorter = new Trainer(start, options with { MaxEpochs = report.BestEpoch });
        shorter.Fit(noise);
        Assert.Equal(shorter.Model.Parameters.Values, trainer.Model.Parameters.Values);
    }

    [Fact]
    public void Training_is_the_same_bits_again_and_leaves_the_model_it_started_from()
    {
        (Features features, Func<int, int, double> truth) = Planted();
        OutcomeSamples samples = Samples.Outcomes(features, 500, truth);
        AttentionModel start = Untrained(features, "dot-product");
        double[] before = [.. start.Parameters.Values];
        double[] Trained()
        {
            var trainer = new Trainer(start, new TrainingOptions { MaxEpochs = 4 });
            trainer.Fit(samples);
            return trainer.Model.Parameters.Values;
        }
        Assert.Equal(Trained(), Trained());
        Assert.Equal(before, start.Parameters.Values);
    }

    [Fact]
    public void Online_steps_go_on_where_the_saved_optimiser_was()
    {
        (Features features, Func<int, int, double> truth) = Planted();
        OutcomeSamples[] ticks = [.. Enumerable.Range(0, 6).Select(t => Samples.Outcomes(features, 100, truth, seed: t))];
        var whole = new Trainer(Untrained(features, "dot-product"), new TrainingOptions());
        foreach (OutcomeSamples tick in ticks) whole.Step(tick);
        var first = new Trainer(Untrained(features, "dot-product"), new TrainingOptions());
        foreach (OutcomeSamples tick in ticks[..3]) first.Step(tick);
        var second = new Trainer(first.Model, new TrainingOptions(), first.Adam);
        foreach (OutcomeSamples tick in ticks[3..]) second.Step(tick);
        Assert.Equal(whole.Model.Parameters.Values, second.Model.Parameters.Values);
        Assert.True(whole.Adam.Steps >= 6);
    }

    [Fact]
    public void Weight_decay_shrinks_what_the_data_do_not_hold()
    {
        Features features = Samples.Round(1, 10, 2);
        AttentionModel model = Samples.Model("dot-product", 0, 3, features);
        var trainer = new Trainer(model, new TrainingOptions { WeightDecay = 0.5, LearningRate = 0.1 });
        OutcomeSamples none = Samples.Outcomes(features, 50, (_, _) => 0.5);
        for (int step = 0; step < 200; step++) trainer.Step(none);
        Assert.True(trainer.Model.Parameters.Values.Sum(Math.Abs) < 0.2 * model.Parameters.Values.Sum(Math.Abs));
    }

    private static AttentionModel Untrained(Features features, string form, int tokens = 0) =>
        AttentionModel.Untrained(Samples.Schema, new ModelOptions { Form = form, Heads = 2, Width = 4, InducingTokens = tokens }, 7).StandardisedBy(features);

    /// <summary>σ of a bilinear form of rank 4 in standardised features.</summary>
    private static (Features, Func<int, int, double>) Planted()
    {
        Features features = Samples.Round(6, Tasks, Pools);
        AttentionModel planted = Samples.Model("dot-product", 0, 4, features, heads: 1);
        foreach (ref double v in planted.Parameters.Values.AsSpan()) v *= 1.5;
        var logits = new double[Tasks * Pools];
        planted.Bind(features).Logits(0, Tasks, logits, Tasks);
        return (features, (i, j) => 1.0 / (1.0 + Math.Exp(-logits[j * Tasks + i])));
    }

    private static double SquaredError(AttentionModel model, Features features, Func<int, int, double> truth)
    {
        var logits = new double[Tasks * Pools];
        model.Bind(features).Logits(0, Tasks, logits, Tasks);
        return Enumerable.Range(0, logits.Length).Average(x => Math.Pow(1.0 / (1.0 + Math.Exp(-logits[x])) - truth(x % Tasks, x / Tasks), 2));
    }

    /// <summary>The least mean loss that logits could reach.</summary>
    private static double Bound(OutcomeSamples samples)
    {
        double sum = 0.0;
        for (int s = 0; s < samples.Count; s++)
        {
            double y = samples.Quality[s];
            sum += samples.Weight[s] * QuasiLikelihood.Loss(Math.Log(y / (1.0 - y)), y);
        }
        return sum / samples.Weight.ToArray().Sum();
    }
}
