namespace Economy.Attention.Files;

/// <summary>Why a file gave no tensors or no model: what was found, and what to do.</summary>
public sealed record TensorFileError(string What, string Remedy)
{
    /// <summary>Two lines.</summary>
    public override string ToString() => $"{What}\n  {Remedy}";
}

/// <summary>Either a value or the reason why there is none.</summary>
public sealed record TensorFileResult<T>(T? Value, TensorFileError? Error) where T : class
{
    public static implicit operator TensorFileResult<T>(T value) => new(value, null);

    public static implicit operator TensorFileResult<T>(TensorFileError error) => new(null, error);

    /// <summary>The value.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public T Require() => Value ?? throw new InvalidDataException(Error?.ToString());
}
