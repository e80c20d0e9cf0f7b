using Economy.Attention.Model.Forms;
using Economy.Attention.Numerics;

namespace Economy.Attention.Learning;

/// <summary>Rows of which some features are hidden.</summary>
/// <param name="target">[n × width] as they are.</param>
/// <param name="hidden">[n × width] which are hidden.</param>
/// <param name="count">How many are hidden, ≥ 1.</param>
/// <param name="width">Features and the constant.</param>
internal readonly ref struct MaskedRows(ReadOnlySpan<double> target, ReadOnlySpan<bool> hidden, int count, int width)
{
    internal readonly ReadOnlySpan<double> Target = target;
    internal readonly ReadOnlySpan<bool> Hidden = hidden;
    internal readonly int Count = count, Width = width;
}

/// <summary>A matrix of parameters, and where its gradient is added.</summary>
internal readonly ref struct Learned(ReadOnlySpan<double> value, Span<double> gradient)
{
    internal readonly ReadOnlySpan<double> Value = value;
    internal readonly Span<double> Gradient = gradient;
}

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
    internal static double Loss(ReadOnlySpan<double> rows, in MaskedRows masked, in Learned projection, in Learned decoder,
        Span<double> rowGradient)
    {
        int width = masked.Width, d = projection.Value.Length / width;
        double[] code = new double[d + 1], output = new double[width - 1], codeGradient = new double[d + 1];
        double loss = 0.0;
        for (int at = 0; at < rows.Length; at += width)
        {
            ReadOnlySpan<double> row = rows.Slice(at, width);
            Linear.Apply(projection.Value, row, code.AsSpan(0, d));
            code[d] = 1.0;
            Linear.Apply(decoder.Value, code, output);
            for (int f = 0; f < output.Length; f++)
            {
                double error = masked.Hidden[at + f] ? output[f] - masked.Target[at + f] : 0.0;
                loss += error * error / masked.Count;
                output[f] = 2.0 * error / masked.Count;
            }
            Linear.AddOuter(output, code, decoder.Gradient);
            Array.Clear(codeGradient);
            Linear.AddTransposed(decoder.Value, output, codeGradient);
            Linear.AddOuter(codeGradient.AsSpan(0, d), row, projection.Gradient);
            if (!rowGradient.IsEmpty) Linear.AddTransposed(projection.Value, codeGradient.AsSpan(0, d), rowGradient.Slice(at, width));
        }
        return loss;
    }
}
