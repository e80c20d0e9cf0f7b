using System.Buffers;

namespace Economy.Attention.Dual;

/// <summary>
/// min g·p + ½ pᵀHp over lower ≤ p ≤ upper, H positive definite, by block principal pivoting (Kim &amp; Park 2011): variables are free
/// or at a bound, and all that are wrong change sides, or only the last of them when that stops helping.
/// </summary>
internal readonly ref struct BoxQuadratic
{
    private readonly ReadOnlySpan<double> h, g, lower, upper;

    private BoxQuadratic(ReadOnlySpan<double> h, ReadOnlySpan<double> g, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        this.h = h;
        this.g = g;
        this.lower = lower;
        this.upper = upper;
    }

    /// <summary>Writes the minimiser to p. <paramref name="h"/> holds the lower triangle [size × size]; bounds may be infinite.</summary>
    internal static void Minimise(
        ReadOnlySpan<double> h, ReadOnlySpan<double> g, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, Span<double> p) =>
        new BoxQuadratic(h, g, lower, upper).Minimise(p);

    private void Minimise(Span<double> p)
    {
        int size = g.Length, best = int.MaxValue, patience = 3;
        int[] side = new int[size], next = new int[size];   // −1 at the lower bound, 1 at the upper, 0 free
        double[] a = ArrayPool<double>.Shared.Rent(size * size);
        var b = new double[size];
        var index = new int[size];
        for (int iteration = 0; iteration < 100; iteration++)
        {
            int free = 0;
            for (int i = 0; i < size; i++)
                if (side[i] == 0) index[free++] = i;
            Reduced(side, index.AsSpan(0, free), a, b, p);
            int wrong = 0, last = -1;
            for (int i = 0; i < size; i++)
            {
                if ((next[i] = Side(p, side[i], i)) == side[i]) continue;
                wrong++;
                last = i;
            }
            if (wrong == 0) break;
            if (wrong < best) (best, patience) = (wrong, 3);
            else if (patience > 0) patience--;
            if (patience == 0) side[last] = next[last];
            else next.CopyTo(side, 0);
        }
        for (int i = 0; i < size; i++) p[i] = Math.Min(Math.Max(p[i], lower[i]), upper[i]);
        ArrayPool<double>.Shared.Return(a);
    }

    /// <summary>The side on which variable i ought to be.</summary>
    private int Side(ReadOnlySpan<double> p, int side, int i) => side switch
    {
        < 0 => Gradient(p, i) < -1e-12 * Math.Abs(g[i]) ? 0 : -1,
        > 0 => Gradient(p, i) > 1e-12 * Math.Abs(g[i]) ? 0 : 1,
        _ => p[i] < lower[i] ? -1 : p[i] > upper[i] ? 1 : 0,
    };

    private double Gradient(ReadOnlySpan<double> p, int i)
    {
        double sum = g[i];
        for (int j = 0; j < p.Length; j++) sum = Math.FusedMultiplyAdd(h[j <= i ? i * p.Length + j : j * p.Length + i], p[j], sum);
        return sum;
    }

    /// <summary>p at the minimum over the free variables, the others at their bounds.</summary>
    private void Reduced(int[] side, ReadOnlySpan<int> index, double[] a, double[] b, Span<double> p)
    {
        int size = p.Length, free = index.Length;
        double most = 0.0;
        for (int i = 0; i < size; i++) p[i] = side[i] < 0 ? lower[i] : side[i] > 0 ? upper[i] : 0.0;
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
