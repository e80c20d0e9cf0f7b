using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Economy.Attention.Numerics;

/// <summary>
/// X·Vᵀ in registers: a block of tasks and pools is held in accumulators while the features go by. Every entry is one
/// chain of fused multiply-adds over the features in order, so that neither the vector width nor the cut into blocks
/// changes a bit.
/// </summary>
public static class ScoreKernel
{
    private const int Panel = ScoreBlock.Tasks;
    private const int Depth = 256;    // features between two visits to the result

    /// <summary>result[j·stride + t] = Σ_f x[t·F + f]·v[j·F + f].</summary>
    /// <param name="x">[count × F] features of consecutive tasks, row-major.</param>
    /// <param name="v">[m × F] keys of the pools in feature space, row-major.</param>
    /// <param name="width">F ≥ 1.</param>
    /// <param name="result">[m × stride], one row a pool; entries t ≥ count are left alone. It may not overlap the others.</param>
    /// <param name="stride">Distance of rows, ≥ count.</param>
    public static void Multiply(ReadOnlySpan<double> x, ReadOnlySpan<double> v, int width, Span<double> result, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        int count = x.Length / width, pools = v.Length / width;
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(x.Length, count * width, nameof(x));
        ArgumentOutOfRangeException.ThrowIfNotEqual(v.Length, pools * width, nameof(v));
        if (count == 0 || pools == 0) return;
        ArgumentOutOfRangeException.ThrowIfLessThan(result.Length, (pools - 1) * stride + count, nameof(result));
        if (!Vector256.IsHardwareAccelerated)
        {
            ScoreOracle.Multiply(x, v, width, result, stride);
            return;
        }
        Span<double> panel = stackalloc double[Panel * Math.Min(width, Depth)], last = stackalloc double[Panel];
        for (int t = 0; t < count; t += Panel)
            for (int f = 0; f < width; f += Depth)
            {
                int depth = Math.Min(Depth, width - f), tasks = Math.Min(Panel, count - t);
                Pack(x[(t * width + f)..], width, tasks, depth, panel);
                var block = new ScoreBlock(panel, v[f..], width, depth, f > 0);
                if (tasks == Panel) block.Run(pools, result[t..], stride);
                else
                    for (int j = 0; j < pools; j++)
                    {
                        Span<double> row = result.Slice(j * stride + t, tasks);
                        row.CopyTo(last);
                        block.One(j, ref MemoryMarshal.GetReference(last));
                        last[..tasks].CopyTo(row);
                    }
            }
    }

    /// <summary>Transposes the features of up to 16 tasks, so that vectors run along tasks.</summary>
    private static void Pack(ReadOnlySpan<double> x, int width, int tasks, int depth, Span<double> panel)
    {
        if (tasks < Panel) panel.Clear();
        ref double from = ref MemoryMarshal.GetReference(x), to = ref MemoryMarshal.GetReference(panel);
        for (nuint t = 0; t < (nuint)tasks; t++)
            for (nuint f = 0, at = t; f < (nuint)depth; f++, at = unchecked(at + Panel))
                Unsafe.Add(ref to, at) = Unsafe.Add(ref from, unchecked(t * (nuint)width + f));
    }
}
