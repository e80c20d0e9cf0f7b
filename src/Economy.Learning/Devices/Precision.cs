using TorchSharp;

namespace Economy.Learning;

/// <summary>
/// What numbers a device computes with. Sums over tasks are kept in float64 whatever it is, and parameters and the state of Adam at least
/// in float32.
/// </summary>
public enum Precision
{
    /// <summary>float64: as exact as the default engine.</summary>
    Float64,

    /// <summary>float32: shares within 1e-5 of the default engine's.</summary>
    Float32,

    /// <summary>float32, whose products a GPU may find in TF32, with 10 bits of mantissa.</summary>
    TF32,

    /// <summary>Embeddings, and the products that make scores of them, in bfloat16 with 8 bits of mantissa; the rest in float32.</summary>
    BF16,
}

/// <summary>The tensor types of a precision.</summary>
internal static class PrecisionTypes
{
    /// <summary>Of parameters, prices and shares.</summary>
    public static torch.ScalarType Kept(this Precision precision) =>
        precision == Precision.Float64 ? torch.ScalarType.Float64 : torch.ScalarType.Float32;

    /// <summary>Of embeddings and their products.</summary>
    public static torch.ScalarType Computed(this Precision precision) =>
        precision == Precision.BF16 ? torch.ScalarType.BFloat16 : precision.Kept();

    /// <summary>Lets products be found in TF32, or not, in the whole process.</summary>
    public static void Use(this Precision precision) => torch.backends.cuda.matmul.allow_tf32 = precision == Precision.TF32;
}
