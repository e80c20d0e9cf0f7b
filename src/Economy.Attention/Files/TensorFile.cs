namespace Economy.Attention.Files;

/// <summary>The content of a safetensors file.</summary>
public sealed record TensorFile
{
    /// <summary>In the order of their data.</summary>
    public required IReadOnlyList<Tensor> Tensors { get; init; }

    /// <summary>The strings of <c>__metadata__</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>The tensor of a name and shape, or null.</summary>
    public Tensor? Find(string name, params ReadOnlySpan<int> shape)
    {
        foreach (Tensor tensor in Tensors)
            if (tensor.Name == name) return shape.SequenceEqual(tensor.Shape) ? tensor : null;
        return null;
    }
}
