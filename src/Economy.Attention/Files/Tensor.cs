namespace Economy.Attention.Files;

/// <summary>A named array of numbers, row-major.</summary>
/// <param name="Name">Unique in a file.</param>
/// <param name="Shape">Its product is the length of the data.</param>
/// <param name="Data">Values; stored as F64 or F32.</param>
public sealed record Tensor(string Name, int[] Shape, double[] Data);
