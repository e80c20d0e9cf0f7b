namespace Economy.Attention.Numerics;

/// <summary>The plain triple loop that <see cref="ScoreKernel"/> must equal bit by bit.</summary>
internal static class ScoreOracle
{
    internal static void Multiply(ReadOnlySpan<double> x, ReadOnlySpan<double> v, int width, Span<double> result, int stride)
    {
        int count = x.Length / width, pools = v.Length / width;
        for (int j = 0; j < pools; j++)
            for (int t = 0; t < count; t++)
            {
                double sum = 0.0;
                for (int f = 0; f < width; f++) sum = Math.FusedMultiplyAdd(x[t * width + f], v[j * width + f], sum);
                result[j * stride + t] = sum;
            }
    }
}
