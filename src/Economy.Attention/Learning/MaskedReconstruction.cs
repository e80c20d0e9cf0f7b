using Economy.Attention.Model;
using Economy.Attention.Model.Forms;
using Economy.Attention.Numerics;

namespace Economy.Attention.Learning;

/// <summary>
/// Self-supervision by masked features (after Devlin et al. 2019): a quarter of a row's standardised features are hidden at
/// their mean, and a linear decoder must find them from the projection that scores use. Loss: mean squared error of the hidden.
/// </summary>
internal static class MaskedReconstruction
{
    internal const double Masked = 0.25;

    /// <summary>Hides features of rows [n × width], the constant aside; a hidden one is 0. Returns how many.</summary>
    internal static int Hide(Span<double> rows, int width, Span<bool> hidden, CounterRandom random)
    {
        int count = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            hidden[i] = i % width < width - 1 && random.Uniform((ulong)i) < Masked;
            if (!hidden[i]) continue;
            rows[i] = 0.0;
            count++;
        }
        return count;
    }

    /// <summary>
    /// The loss over rows [n × width] as the projection sees them, and its gradients: of the projection and the decoder
    /// [(width − 1) × (d + 1)], added, and of the rows, added where <paramref name="rowGradient"/> is not empty.
    /// </summary>
    internal static double Loss(ReadOnlySpan<double> rows, ReadOnlySpan<double> target, ReadOnlySpan<bool> hidden, int hiddenCount, int width,
        ReadOnlySpan<double> projection, ReadOnlySpan<double> decoder, Span<double> projectionGradient, Span<double> decoderGradient, Span<double> rowGradient)
    {
        int d = projection.Length / width;
        double[] code = new double[d + 1], output = new double[width - 1], codeGradient = new double[d + 1];
        double loss = 0.0;
        for (int at = 0; at < rows.Length; at += width)
        {
            ReadOnlySpan<double> row = rows.Slice(at, width);
            Linear.Apply(projection, row, code.AsSpan(0, d));
            code[d] = 1.0;
            Linear.Apply(decoder, code, output);
            for (int f = 0; f < output.Length; f++)
            {
                double error = hidden[at + f] ? output[f] - target[at + f] : 0.0;
                loss += error * error / hiddenCount;
                output[f] = 2.0 * error / hiddenCount;
            }
            Linear.AddOuter(output, code, decoderGradient);
            Array.Clear(codeGradient);
            Linear.AddTransposed(decoder, output, codeGradient);
            Linear.AddOuter(codeGradient.AsSpan(0, d), row, projectionGradient);
            if (!rowGradient.IsEmpty) Linear.AddTransposed(projection, codeGradient.AsSpan(0, d), rowGradient.Slice(at, width));
        }
        return loss;
    }
}
