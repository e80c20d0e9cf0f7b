using Economy.Attention;
using Economy.Attention.Learning;
using Economy.Attention.Model;
using Economy.Learning;
using Economy.Tests.Attention.Model;
using Xunit.Abstractions;

namespace Economy.Tests.Engines;

/// <summary>Tests that measure the process they run in: no other test goes on meanwhile.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class Alone;

/// <summary>What torch holds does not grow with the ticks of a run.</summary>
[NeedsLibtorch]
[Collection("alone")]
public sealed class TorchMemoryTests(ITestOutputHelper output)
{
    [ContractFact]
    public void Memory_is_flat_over_hundreds_of_ticks()
    {
        var features = Samples.Round(4, 300, 6);
        var model = Samples.Model("shared", 3, 4, features);
        var scores = model.Bind(features);
        var (problem, samples) = (Samples.Problem(features).Under(new Belief { Scores = scores }), Samples.Outcomes(features, 64, (i, j) => (i + j) % 3 / 2.0));
        problem.CapacityMilli.AsSpan().Fill(30);
        using var backend = TorchContract.New(Precision.Float32);
        var allocator = Allocators.Create("attention", new AllocationOptions { Backend = backend });
        var trainer = new Trainer(model, new TrainingOptions(), null, new TorchLearning(TorchDevices.Of("cpu"), Precision.Float32));
        Tick(20);
        Settle();
        var (tensors, bytes) = (TorchSharp.torch.Tensor.TotalCount, Environment.WorkingSet);
        Tick(300);
        Settle();
        var grown = Environment.WorkingSet - bytes;
        output.WriteLine($"tensors {tensors}, then {TorchSharp.torch.Tensor.TotalCount}; resident memory grew by {grown / 1e6:0.0} MB");
        Assert.Equal(tensors, TorchSharp.torch.Tensor.TotalCount);
        Assert.InRange(grown, long.MinValue, 100_000_000); // Of the whole test process.

        static void Settle()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        void Tick(int times)
        {
            for (var tick = 0; tick < times; tick++)
            {
                var table = new ShareTable();
                table.Reset(problem.Tasks);
                allocator.Allocate(problem, table);
                trainer.Step(samples);
                scores.Refresh(trainer.Model);
            }
        }
    }
}
