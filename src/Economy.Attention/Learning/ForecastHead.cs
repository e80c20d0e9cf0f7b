using Economy.Attention.Model.Forms;
using Economy.Attention.Numerics;

namespace Economy.Attention.Learning;

/// <summary>
/// The next round's demand from this one: a linear head [4 × width] on the mean projected task, the standardised logarithm of
/// demand now and a round ago, that of the number of tasks, and 1. Three rows are logits of <see cref="DemandClass"/>, the
/// fourth the standardised logarithm of next demand. Loss: cross-entropy plus half the squared error.
/// </summary>
internal static class ForecastHead
{
    internal const int Rows = 4, Context = 4;    // demand, demand before, tasks, 1

    /// <summary>Writes the four outputs.</summary>
    internal static void Apply(ReadOnlySpan<double> head, ReadOnlySpan<double> code, ReadOnlySpan<double> context, Span<double> input,
        Span<double> output)
    {
        code.CopyTo(input);
        context.CopyTo(input[code.Length..]);
        Linear.Apply(head, input, output);
    }

    /// <summary>The loss of outputs, which become its gradient.</summary>
    internal static double Loss(Span<double> output, DemandClass actual, double level)
    {
        Span<double> p = output[..3];
        Linear.Softmax(p);
        double error = output[3] - level, loss = -DeterministicMath.Log(Math.Max(p[(int)actual], 1e-300)) + 0.5 * error * error;
        p[(int)actual] -= 1.0;
        output[3] = error;
        return loss;
    }
}
