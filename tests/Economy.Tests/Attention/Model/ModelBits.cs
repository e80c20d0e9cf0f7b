using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Economy.Attention.Learning;
using Economy.Attention.Model;
using Economy.Attention.Model.Forms;

namespace Economy.Tests.Attention.Model;

/// <summary>Training and scores are the same bits on every machine: run this also with DOTNET_EnableHWIntrinsic=0.</summary>
public class ModelBits
{
    [Theory]
    [InlineData("dot-product", 0, "9efe800c432b481b")]
    [InlineData("dot-product", 3, "9fb9e71e711334ee")]
    [InlineData("additive", 0, "c095a1f32a08095c")]
    [InlineData("biased", 0, "b00f7e4c45059e72")]
    [InlineData("shared", 2, "e769f130b33d0799")]
    [InlineData("perceptron", 0, "40f017ef0aa2bf31")]
    public void Trained_models_and_their_scores_have_known_bits(string form, int tokens, string digest)
    {
        Features features = new(Samples.Schema, 7);
        features.EnsureTasks(75);
        for (int x = 0; x < 75 * features.TaskWidth; x++) features.Task[x] = x * 7919 % 1009 / 1009.0;
        for (int x = 0; x < features.Pool.Length; x++) features.Pool[x] = x * 4217 % 1013 / 1013.0;
        var outcomes = new OutcomeSamples(Samples.Schema);
        for (int s = 0; s < 300; s++) outcomes.Add(features, s % 75, s % 7, s * 31 % 97 / 97.0, round: s % 3);
        AttentionModel start = AttentionModel.Untrained(Samples.Schema, new ModelOptions { Form = form, Heads = 2, Width = 5, InducingTokens = tokens }, 5);
        var trainer = new Trainer(start.StandardisedBy(features), new TrainingOptions { MaxEpochs = 3, BatchSize = 50 });
        trainer.Fit(outcomes);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(trainer.Model.Parameters.Values.AsSpan()));
        double[] scores = Samples.Scores(trainer.Model, features);
        hash.AppendData(MemoryMarshal.AsBytes(scores.AsSpan()));
        Assert.Equal(digest, Convert.ToHexStringLower(hash.GetHashAndReset())[..16]);
    }
}
