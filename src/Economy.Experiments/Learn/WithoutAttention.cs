using Economy.Attention.Learning;
using Economy.Attention.Model;
using Economy.Attention.Model.Forms;

namespace Economy.Experiments.Learn;

/// <summary>What can be learnt of the quality of service without attention: what an attention model must beat.</summary>
public static class WithoutAttention
{
    private const int Units = 32, MostEpochs = 200;

    /// <summary>Of how many models <see cref="Of"/> tells.</summary>
    public const int Count = 2;

    /// <summary>
    /// A table of means by kind of task, region and pool, and a perceptron of one hidden layer, which goes through the outcomes until the
    /// loss on their held-out part no longer falls.
    /// </summary>
    /// <param name="outcomes">What they learn from.</param>
    /// <param name="options">How the perceptron is trained; the number of epochs is its own.</param>
    /// <param name="backend">The engine; null is the default one.</param>
    public static (string Name, AttentionModel Model)[] Of(OutcomeSamples outcomes, TrainingOptions options, ILearningBackend? backend)
    {
        var (task, pool) = (new Moments(outcomes.Schema.Task.Count), new Moments(outcomes.Schema.Pool.Count));
        task.Add(outcomes.Task);
        pool.Add(outcomes.Pool);
        var shape = new ModelOptions { Form = "perceptron", Heads = 1, Width = Units };
        var perceptron = new Trainer(AttentionModel.Untrained(outcomes.Schema, shape, options.Seed).StandardisedBy(task, pool),
            options with { MaxEpochs = MostEpochs }, null, backend);
        perceptron.Fit(outcomes);
        return [("table of means", TableOfMeans.Of(outcomes)), ("perceptron", perceptron.Model)];
    }
}
