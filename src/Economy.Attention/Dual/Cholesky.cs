namespace Economy.Attention.Dual;

/// <summary>Dense symmetric positive definite systems, in place.</summary>
internal static class Cholesky
{
    /// <summary>
    /// Factors the lower triangle of <paramref name="a"/> [size × size, row-major] into L·Lᵀ in place. A pivot that rounding
    /// made too small is raised to <paramref name="floor"/>.
    /// </summary>
    internal static void Factor(Span<double> a, int size, double floor)
    {
        for (int i = 0; i < size; i++)
        {
            Span<double> row = a.Slice(i * size, i + 1);
            for (int j = 0; j <= i; j++)
            {
                ReadOnlySpan<double> other = a.Slice(j * size, j + 1);
                double sum = row[j] - Numerics.Reduction.Dot(row[..j], other[..j]);
                row[j] = j < i ? sum / other[j] : Math.Sqrt(Math.Max(sum, floor));
            }
        }
    }

    /// <summary>Solves L·Lᵀ·x = b in place of b.</summary>
    internal static void Solve(ReadOnlySpan<double> l, int size, Span<double> b)
    {
        for (int i = 0; i < size; i++) b[i] = (b[i] - Numerics.Reduction.Dot(l.Slice(i * size, i), b[..i])) / l[i * size + i];
        for (int i = size - 1; i >= 0; i--)
        {
            b[i] /= l[i * size + i];
            for (int j = 0; j < i; j++) b[j] = Math.FusedMultiplyAdd(-l[i * size + j], b[i], b[j]);
        }
    }
}
