using Economy.Attention.Learning;
using Economy.Attention.Model;
using Economy.Attention;
using Economy.Tests.Attention;
using Economy.Tests.Attention.Model;
using Economy.Learning;
using Xunit.Abstractions;

namespace Economy.Tests.Engines;

/// <summary>TorchSharp on the processor, in float64.</summary>
[NeedsLibtorch]
[Collection("torch")] // One at a time: tensors are counted.
public class TorchContract(ITestOutputHelper output) : ScoreBackendContract
{
    protected override IScoreBackend NewBackend(IScoreModel model) => New(Precision.Float64, model);

    internal static TorchScoreBackend New(Precision precision, IScoreModel? model = null) => new(TorchDevices.Of("cpu"), precision, model, entries: 3000);

    [ContractFact]
    public void A_device_that_is_not_there_is_an_error() => Assert.Throws<ArgumentException>(() => TorchDevices.Of("cuda:77"));

    [ContractFact]
    public void Bfloat16_costs_little_of_the_certified_ratio()
    {
        var features = Samples.Round(4, 6000, 12);
        var scores = Samples.Model("dot-product", 0, 4, features).Bind(features);
        var problem = Samples.Problem(features).Under(new Belief { Scores = scores });
        problem.CapacityMilli.AsSpan().Fill(300);
        Problems.Allocate(problem, "attention");
        var exact = Problems.Allocate(problem, "attention").Report.CertifiedRatio;
        foreach (var precision in Enum.GetValues<Precision>())
        {
            using var backend = New(precision);
            var found = Problems.Allocate(problem, "attention", new AllocationOptions { Backend = backend }).Report.CertifiedRatio;
            output.WriteLine($"{precision}: certified {found:0.000000}, {exact - found:0.0e+0} below the default engine");
            Assert.InRange(found, 0.9 * exact, 1);
        }
    }
}

/// <summary>The same in float32.</summary>
[NeedsLibtorch]
[Collection("torch")] // One at a time: tensors are counted.
public class TorchFloat32Contract : ScoreBackendContract
{
    protected override double Tolerance => 1e-4;

    protected override int SmallProblems => 0;

    protected override IScoreBackend NewBackend(IScoreModel model) => TorchContract.New(Precision.Float32, model);
}

/// <summary>Training by automatic differentiation, in float64.</summary>
[NeedsLibtorch]
[Collection("torch")] // One at a time: tensors are counted.
public class TorchLearningContract(ITestOutputHelper output) : LearningContract
{
    protected override ILearningBackend NewBackend() => new TorchLearning(TorchDevices.Of("cpu"));

    [ContractFact]
    public void Gradients_accumulated_over_parts_of_a_batch_are_those_of_the_batch()
    {
        var (features, samples) = Planted();
        foreach (var form in (string[])["dot-product", "additive", "biased", "shared", "perceptron"])
        {
            var model = Samples.Model(form, 0, 4, features);
            var (whole, parts) = (Gradient(model, samples, NewBackend()), Gradient(model, samples, new TorchLearning(TorchDevices.Of("cpu"), most: 97)));
            Assert.Equal(whole.Sum, parts.Sum, 1e-9);
            Assert.Equal(whole.Values, parts.Values, (a, b) => Math.Abs(a - b) <= 1e-13);
        }
    }

    [ContractFact]
    public void Lower_precisions_train_to_nearly_the_same_loss()
    {
        var (features, samples) = Planted();
        var exact = new Trainer(Untrained(features, "dot-product", 0), new TrainingOptions { MaxEpochs = 10 }).Fit(samples).HeldOutLoss.Min();
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var trainer = new Trainer(Untrained(features, "dot-product", 0), new TrainingOptions { MaxEpochs = 10 }, null, new TorchLearning(TorchDevices.Of("cpu"), precision));
            var losses = trainer.Fit(samples).HeldOutLoss;
            output.WriteLine($"{precision}: held-out loss {losses[0]:0.00000} to {losses.Min():0.000000}");
            Assert.True(losses.Min() < losses[0]);
            Assert.Equal(exact, losses.Min(), 0.01 * losses[0]);
        }
    }
}
