using Economy.Attention.Scores;
#if TORCH
using Economy.Tests.Attention;
using Economy.Torch;
#endif

namespace Economy.Tests.Engines;

/// <summary>TorchSharp on the processor, in float64.</summary>
[Engine("torch")]
public class TorchContract : ScoreBackendContract
{
#if TORCH
    protected override IScoreBackend NewBackend(IScoreModel model) => new TorchScoreBackend(model, TorchDevices.Of("cpu"), tile: 256);

    [ContractFact]
    public void Scores_computed_on_the_device_are_those_of_the_model()
    {
        var (problem, _) = Problems.Uniform(3, 500, 6, 2, load: 1.5);
        AttentionHead[] heads =
        [
            new() { Width = 4, Weight = 0.7, Query = Numbers(1, 4 * 5), Key = Numbers(2, 4 * 3) },
            new() { Width = 2, Weight = 0.3, Query = Numbers(3, 2 * 5), Key = Numbers(4, 2 * 3) },
        ];
        var parts = new DeviceHeads(heads, Numbers(5, 500 * 5), 5, Numbers(6, 6 * 3), 3);
        var model = new MultiHeadScores(heads, parts.TaskFeatures, 5, parts.PoolFeatures, 3);
        AssertSums(problem, model, new TorchScoreBackend(model, TorchDevices.Of("cpu"), parts, tile: 100));
    }

    [ContractFact]
    public void A_device_that_is_not_there_is_an_error() => Assert.Throws<ArgumentException>(() => TorchDevices.Of("cuda:77"));
#else
    protected override IScoreBackend NewBackend(IScoreModel model) => throw new NotSupportedException();
#endif
}
