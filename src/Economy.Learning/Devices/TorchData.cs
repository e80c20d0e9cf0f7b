using static TorchSharp.torch;

namespace Economy.Learning;

/// <summary>Numbers to a device and back.</summary>
internal static class TorchData
{
    /// <summary>Rows [· × width], converted where they lie and then brought over.</summary>
    public static Tensor Put(ReadOnlySpan<double> values, long width, ScalarType type, Device device) =>
        tensor(values.ToArray(), [values.Length / width, width]).to(type).to(device);

    /// <summary>All numbers of a tensor, row-major.</summary>
    public static double[] Of(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().to(ScalarType.Float64).cpu().contiguous().data<double>().ToArray();
    }

    /// <summary>The number in a tensor that has one.</summary>
    public static double Number(this Tensor tensor) => Of(tensor)[0];
}
