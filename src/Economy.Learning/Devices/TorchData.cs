using static TorchSharp.torch;

namespace Economy.Learning;

/// <summary>Numbers to a device and back.</summary>
internal static class TorchData
{
    /// <summary>
    /// Numbers as a row, converted where they lie and then brought over. They are always copied: a tensor made from an array lies in that
    /// array, and how the processor's products round depends on how their operands are aligned.
    /// </summary>
    public static Tensor Put(ReadOnlySpan<double> values, ScalarType type, Device device) =>
        tensor(values.ToArray()).to(type, copy: true).to(device);

    /// <summary>Rows [· × width].</summary>
    public static Tensor Put(ReadOnlySpan<double> values, long width, ScalarType type, Device device) => Put(values, type, device).reshape(-1, width);

    /// <summary>All numbers of a tensor, row-major.</summary>
    public static double[] Of(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().to(ScalarType.Float64).cpu().contiguous().data<double>().ToArray();
    }

    /// <summary>The number in a tensor that has one.</summary>
    public static double Number(this Tensor tensor) => Of(tensor)[0];
}
