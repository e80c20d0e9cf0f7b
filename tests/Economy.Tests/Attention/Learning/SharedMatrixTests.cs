using Economy.Attention.Learning;
using Economy.Attention.Model;
using Economy.Tests.Attention.Model;

namespace Economy.Tests.Attention.Learning;

public class SharedMatrixTests
{
    [Fact]
    public void Carrying_the_matrix_moves_it_alone_and_lowers_the_loss_round_by_round()
    {
        Features features = Samples.Round(1, 60, 5);
        AttentionModel start = Samples.Model("shared", 0, 4, features), model = start;
        OutcomeSamples outcomes = Samples.Outcomes(features, 200, (i, j) => (i + j) % 2 == 0 ? 0.9 : 0.7);
        double last = Loss(model, outcomes);
        for (int round = 0; round < 20; round++)
        {
            model = SharedMatrix.Carry(model, outcomes, rate: 2.0);
            Assert.True(Loss(model, outcomes) < last);
            last = Loss(model, outcomes);
        }
        foreach (ParameterShape shape in start.Parameters.Shapes)
            Assert.Equal(shape.Name != "shared", start.Parameters[shape].SequenceEqual(model.Parameters[shape]));
        Assert.Equal(model.Parameters.Values, SharedMatrix.Carry(model, new OutcomeSamples(Samples.Schema), 1.0).Parameters.Values);
        Assert.Throws<ArgumentException>(() => SharedMatrix.Carry(Samples.Model("dot-product", 0, 2, features), outcomes, 1.0));
    }

    private static double Loss(AttentionModel model, OutcomeSamples samples) => new Trainer(model, new TrainingOptions { BatchSize = 1000 }).Loss(samples);
}
