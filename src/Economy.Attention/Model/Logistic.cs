using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Economy.Attention.Numerics;

namespace Economy.Attention.Model;

/// <summary>From logits to scores.</summary>
internal static class Logistic
{
    private const double Cut = 700.0;   // where the vector and the scalar exponential are the same

    /// <summary>a_t ← b_t·σ(a_t), four at a time and the same bits one at a time.</summary>
    internal static void Score(Span<double> logit, ReadOnlySpan<double> bid)
    {
        ref double a = ref MemoryMarshal.GetReference(logit), b = ref MemoryMarshal.GetReference(bid[..logit.Length]);
        Vector256<double> one = Vector256<double>.One, cut = Vector256.Create(Cut);
        int t = 0;
        for (; t <= logit.Length - 4; t += 4)
        {
            Vector256<double> x = Vector256.Max(Vector256.Min(Vector256.LoadUnsafe(ref a, (nuint)t), cut), -cut);
            (Vector256.LoadUnsafe(ref b, (nuint)t) * (one / (one + VectorMath.Exp(-x)))).StoreUnsafe(ref a, (nuint)t);
        }
        for (; t < logit.Length; t++) logit[t] = bid[t] * DeterministicMath.Sigmoid(Math.Clamp(logit[t], -Cut, Cut));
    }
}
