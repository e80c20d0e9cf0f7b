using Economy.Attention.Learning;
using Economy.Attention.Model;
using Economy.Attention.Files;
using Economy.Attention.Model.Forms;
using Economy.Attention.Numerics;
using Economy.Tests.Attention.Model;

namespace Economy.Tests.Attention.Learning;

public class PretrainingTests
{
    public static TheoryData<string, int, int> Forms => Samples.Forms();

    [Theory, MemberData(nameof(Forms))]
    public void Gradients_equal_central_finite_differences(string form, int tokens, int width)
    {
        Features features = Samples.Round(1, 6, 2);
        AttentionModel model = Samples.Model(form, tokens, width, features);
        var log = new RoundLog(Samples.Schema);
        for (int r = 0; r < 3; r++) log.Add(features, 100 + 20 * r);
        DemandScale scale = DemandScale.Of([90, 100, 120, 150]);
        Parameters own = Pretraining.Start(model, 2);
        for (int i = 0; i < own.Values.Length; i++) own.Values[i] += 0.2 * Math.Sin(i);
        double Loss(double[] all, double[]? gradient)
        {
            AttentionModel moved = model with { Parameters = model.Parameters.Copy() };
            Parameters mine = own.Copy(), sum = moved.Parameters.Copy(), mySum = own.Copy();
            all.AsSpan(0, sum.Values.Length).CopyTo(moved.Parameters.Values);
            all.AsSpan(sum.Values.Length).CopyTo(mine.Values);
            Array.Clear(sum.Values);
            Array.Clear(mySum.Values);
            var both = new PretrainingGradient(moved, scale);
            var at = new PretrainingParameters(new Learned(moved.Parameters.Values, sum.Values), mine, mySum);
            double loss = both.Reconstruct(at, log.Rounds[1], new CounterRandom(4)) + both.Forecast(at, log.Rounds[1], 100, 140);
            if (gradient is not null) sum.Values.Concat(mySum.Values).ToArray().CopyTo(gradient, 0);
            return loss;
        }
        double[] start = [.. model.Parameters.Values, .. own.Values], gradient = new double[start.Length];
        Loss(start, gradient);
        Assert.Contains(model.Parameters.Shape(form is "additive" or "perceptron" ? "task" : "query") is var s ? gradient.AsSpan(s.Offset, s.Length).ToArray() : [], g => g != 0.0);
        Differences.Check(start, gradient, values => Loss(values, null));
    }

    [Theory]
    [InlineData("dot-product", 0), InlineData("additive", 0), InlineData("dot-product", 4)]
    public void Hidden_features_are_found_from_those_that_go_with_them_and_demand_from_what_foretells_it(string form, int tokens)
    {
        RoundLog log = World(1, 200), fresh = World(2, 150);
        (Moments task, Moments pool) = log.Moments();
        AttentionModel model = AttentionModel.Untrained(Samples.Schema, new ModelOptions { Form = form, Heads = 2, Width = 4, InducingTokens = tokens }, 3).StandardisedBy(task, pool);
        var pretraining = new Pretraining(model, new TrainingOptions { MaxEpochs = 20, LearningRate = 0.01 });
        TrainingReport report = pretraining.Fit(log);
        Assert.True(report.HeldOutLoss[report.BestEpoch] < 0.6 * report.HeldOutLoss[0], $"{report.HeldOutLoss[0]} to {report.HeldOutLoss[report.BestEpoch]}");
        ClassificationMetrics metrics = pretraining.Forecaster.Evaluate(fresh);
        Assert.Equal(149, metrics.Count);
        Assert.True(metrics.MacroF1 > 0.8, $"macro F1 {metrics.MacroF1}");
        Assert.NotEqual(model.Parameters.Values, pretraining.Model.Parameters.Values);
        var stream = new MemoryStream();
        new ModelFile(pretraining.Model, null, pretraining.Forecaster).Write(stream);
        stream.Position = 0;
        ClassificationMetrics back = ModelFile.Read(stream).Require().Forecaster!.Evaluate(fresh);
        Assert.Equal(metrics.MacroF1, back.MacroF1);
        Features round = Samples.Round(1, 10, 3);
        DemandForecast forecast = pretraining.Forecaster.Forecast(round, 100.0, 100.0);
        Assert.True(forecast.Demand > 0.0);
    }

    [Fact]
    public void Forecasts_are_judged_beside_no_change_and_the_commonest_class()
    {
        // Three rounds at 1, then one at 1000, again and again: the class now is that of the next round in two of four, the commonest in three of four.
        RoundLog Log(int rounds)
        {
            var log = new RoundLog(Samples.Schema);
            for (int n = 0; n < rounds; n++) log.Add(Samples.Round(n + 1, 4, 2), n % 4 == 3 ? 1000.0 : 1.0);
            return log;
        }

        var forecaster = new DemandForecaster(AttentionModel.Untrained(Samples.Schema, new ModelOptions { Heads = 1, Width = 2 }, 3), DemandScale.Of([1, 1, 1, 1000]), []);
        RoundLog log = Log(41);
        double[] demand = [.. Enumerable.Range(0, 41).Select(n => n % 4 == 3 ? 1000.0 : 1.0)];
        var unchanged = ForecastQuality.Of(DemandBaselines.Persistence(demand), demand, 1, forecaster.Scale).Classes;
        Assert.Equal((40, 0.5), (unchanged.Count, unchanged.Accuracy));
        Assert.Equal((40, 0.75), (forecaster.Majority(Log(8), log).Count, forecaster.Majority(Log(8), log).Accuracy));
    }

    [Fact]
    public void Metrics_equal_those_of_a_matrix_worked_by_hand()
    {
        var metrics = new ClassificationMetrics(3);
        long[,] confusion = { { 5, 2, 0 }, { 1, 3, 2 }, { 0, 0, 0 } };
        for (int a = 0; a < 3; a++)
            for (int p = 0; p < 3; p++)
                for (int c = 0; c < confusion[a, p]; c++) metrics.Add(a, p);
        Assert.Equal(5.0 / 6.0, metrics.Precision(0), 1e-15);
        Assert.Equal(5.0 / 7.0, metrics.Recall(0), 1e-15);
        Assert.Equal(10.0 / 13.0, metrics.F1(0), 1e-15);
        Assert.Equal(3.0 / 5.0, metrics.Precision(1), 1e-15);
        Assert.Equal(1.0 / 2.0, metrics.Recall(1), 1e-15);
        Assert.Equal(6.0 / 11.0, metrics.F1(1), 1e-15);
        Assert.Equal([0.0, 0.0, 0.0], [metrics.Precision(2), metrics.Recall(2), metrics.F1(2)]);
        Assert.Equal((10.0 / 13.0 + 6.0 / 11.0) / 3.0, metrics.MacroF1, 1e-15);
        Assert.Equal(8.0 / 13.0, metrics.Accuracy, 1e-15);
        Assert.Equal(2, metrics[1, 2]);
    }

    /// <summary>History follows demand of a task, and the mean wait foretells the demand of the next round.</summary>
    private static RoundLog World(int seed, int rounds)
    {
        var random = new Random(seed);
        var log = new RoundLog(Samples.Schema, mostTasks: 32);
        double demand = 100.0;
        for (int r = 0; r < rounds; r++)
        {
            Features features = Samples.Round(1000 * seed + r, 40, 3);
            double omen = 8.0 * random.NextDouble();
            for (int i = 0; i < 40; i++)
            {
                Span<double> row = features.TaskRow(i);
                row[1] = omen + random.NextDouble();
                row[3] = row[0] / 1000.0 - 0.5;
            }
            log.Add(features, demand);
            demand = 100.0 * Math.Exp(omen / 4.0);
        }
        return log;
    }
}
