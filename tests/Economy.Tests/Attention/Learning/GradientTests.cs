using Economy.Attention.Learning;
using Economy.Attention.Model;
using Economy.Tests.Attention.Model;

namespace Economy.Tests.Attention.Learning;

public class GradientTests
{
    public static TheoryData<string, int, int> Forms => Samples.Forms();

    [Theory, MemberData(nameof(Forms))]
    public void Gradients_equal_central_finite_differences(string form, int tokens, int width)
    {
        Features features = Samples.Round(1, 30, 5);
        AttentionModel model = Samples.Model(form, tokens, width, features);
        OutcomeSamples samples = Samples.Outcomes(features, 20, (i, j) => (i * 7 + j * 3) % 11 / 8.0);
        int[] members = [.. Enumerable.Range(0, 20)];
        double[] gradient = new double[model.Parameters.Values.Length];
        new Trainer(model, new TrainingOptions()).Gradient(samples, members, gradient);
        Assert.All(model.Parameters.Shapes, shape => Assert.Contains(gradient.AsSpan(shape.Offset, shape.Length).ToArray(), g => g != 0.0));
        Differences.Check(model.Parameters.Values, gradient, values =>
        {
            AttentionModel moved = model with { Parameters = model.Parameters.Copy() };
            values.CopyTo(moved.Parameters.Values, 0);
            return new Trainer(moved, new TrainingOptions()).Loss(samples);
        });
    }
}
