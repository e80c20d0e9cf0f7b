using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Economy.Attention.Numerics;

namespace Economy.Attention.Model.Forms;

/// <summary>Products with a row-major matrix [rows × columns], in fixed orders.</summary>
internal static class Linear
{
    /// <summary>y = W·x.</summary>
    internal static void Apply(ReadOnlySpan<double> w, ReadOnlySpan<double> x, Span<double> y)
    {
        for (int r = 0; r < y.Length; r++) y[r] = Reduction.Dot(w.Slice(r * x.Length, x.Length), x);
    }

    /// <summary>x += Wᵀ·y.</summary>
    internal static void AddTransposed(ReadOnlySpan<double> w, ReadOnlySpan<double> y, Span<double> x)
    {
        for (int r = 0; r < y.Length; r++) AddScaled(y[r], w.Slice(r * x.Length, x.Length), x);
    }

    /// <summary>W += y·xᵀ.</summary>
    internal static void AddOuter(ReadOnlySpan<double> y, ReadOnlySpan<double> x, Span<double> w)
    {
        for (int r = 0; r < y.Length; r++) AddScaled(y[r], x, w.Slice(r * x.Length, x.Length));
    }

    /// <summary>y += a·x.</summary>
    internal static void AddScaled(double a, ReadOnlySpan<double> x, Span<double> y)
    {
        ref double from = ref MemoryMarshal.GetReference(x), to = ref MemoryMarshal.GetReference(y[..x.Length]);
        Vector256<double> factor = Vector256.Create(a);
        int i = 0;
        for (; i <= x.Length - 4; i += 4)
            Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref from, (nuint)i), Vector256.LoadUnsafe(ref to, (nuint)i))
                .StoreUnsafe(ref to, (nuint)i);
        for (; i < x.Length; i++) y[i] = Math.FusedMultiplyAdd(a, x[i], y[i]);
    }

    /// <summary>x ← softmax(x).</summary>
    internal static void Softmax(Span<double> x)
    {
        double most = double.NegativeInfinity, sum = 0.0;
        foreach (double v in x) most = Math.Max(most, v);
        foreach (ref double v in x) sum += v = DeterministicMath.Exp(v - most);
        foreach (ref double v in x) v /= sum;
    }

    /// <summary>The gradient before a softmax, in place of the one behind it: g_r ← p_r·(g_r − Σ p·g).</summary>
    internal static void SoftmaxGradient(ReadOnlySpan<double> p, Span<double> g)
    {
        double mean = Reduction.Dot(p, g);
        for (int r = 0; r < p.Length; r++) g[r] = p[r] * (g[r] - mean);
    }
}
