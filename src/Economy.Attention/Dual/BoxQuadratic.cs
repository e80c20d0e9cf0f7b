using System.Buffers;

namespace Economy.Attention.Dual;

/// <summary>
/// min g·p + ½ pᵀHp over p ≥ lower, H positive definite, by block principal pivoting (Kim &amp; Park 2011): variables are free
/// or at their bound, and all that are wrong change sides, or only the last of them when that stops helping.
/// </summary>
internal readonly ref struct BoxQuadratic
{
    private readonly ReadOnlySpan<double> h, g, lower;

    private BoxQuadratic(ReadOnlySpan<double> h, ReadOnlySpan<double> g, ReadOnlySpan<double> lower)
    {
        this.h = h;
        this.g = g;
        this.lower = lower;
    }

    /// <summary>Writes the minimiser to p. <paramref name="h"/> holds the lower triangle [size × size].</summary>
    internal static void Minimise(ReadOnlySpan<double> h, ReadOnlySpan<double> g, ReadOnlySpan<double> lower, Span<double> p) =>
        new BoxQuadratic(h, g, lower).Minimise(p);

    private void Minimise(Span<double> p)
    {
        int size = g.Length, best = int.MaxValue, patience = 3;
        bool[] bound = new bool[size], wrongAt = new bool[size];
        double[] a = ArrayPool<double>.Shared.Rent(size * size);
        var b = new double[size];
        var index = new int[size];
        for (int iteration = 0; iteration < 100; iteration++)
        {
            int free = 0;
            for (int i = 0; i < size; i++)
                if (!bound[i]) index[free++] = i;
            Reduced(bound, index.AsSpan(0, free), a, b, p);
            int wrong = 0, last = -1;
            for (int i = 0; i < size; i++)
            {
                if (!(wrongAt[i] = Wrong(p, bound, i))) continue;
                wrong++;
                last = i;
            }
            if (wrong == 0) break;
            if (wrong < best) (best, patience) = (wrong, 3);
            else if (patience > 0) patience--;
            if (patience == 0) bound[last] ^= true;
            else for (int i = 0; i < size; i++) bound[i] ^= wrongAt[i];
        }
        for (int i = 0; i < size; i++) p[i] = Math.Max(p[i], lower[i]);
        ArrayPool<double>.Shared.Return(a);
    }

    private bool Wrong(ReadOnlySpan<double> p, bool[] bound, int i) =>
        bound[i] ? Gradient(p, i) < -1e-12 * Math.Abs(g[i]) : p[i] < lower[i];

    private double Gradient(ReadOnlySpan<double> p, int i)
    {
        double sum = g[i];
        for (int j = 0; j < p.Length; j++) sum = Math.FusedMultiplyAdd(h[j <= i ? i * p.Length + j : j * p.Length + i], p[j], sum);
        return sum;
    }

    /// <summary>p at the minimum over the free variables, the others at their bounds.</summary>
    private void Reduced(bool[] bound, ReadOnlySpan<int> index, double[] a, double[] b, Span<double> p)
    {
        int size = p.Length, free = index.Length;
        double most = 0.0;
        for (int i = 0; i < size; i++) p[i] = bound[i] ? lower[i] : 0.0;
        for (int r = 0; r < free; r++)
        {
            b[r] = -Gradient(p, index[r]);
            for (int c = 0; c <= r; c++) a[r * free + c] = h[index[r] * size + index[c]];
            most = Math.Max(most, a[r * free + r]);
        }
        Cholesky.Factor(a.AsSpan(0, free * free), free, 1e-14 * most);
        Cholesky.Solve(a.AsSpan(0, free * free), free, b.AsSpan(0, free));
        for (int r = 0; r < free; r++) p[index[r]] = b[r];
    }
}
