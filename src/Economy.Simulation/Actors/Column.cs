namespace Economy.Simulation.Actors;

/// <summary>A growing column of values that keeps its memory from tick to tick.</summary>
public sealed class Column<T>
    where T : struct
{
    private T[] values = [];

    /// <summary>Number of values.</summary>
    public int Count { get; private set; }

    /// <summary>The values. Valid until the next <see cref="Add"/> or <see cref="Clear"/>.</summary>
    public Span<T> Span => values.AsSpan(0, Count);

    /// <summary>Appends a value.</summary>
    public void Add(in T value)
    {
        if (Count == values.Length) Array.Resize(ref values, Math.Max(16, Count + (Count >> 1)));
        values[Count++] = value;
    }

    /// <summary>Values there is memory for.</summary>
    public int Capacity => values.Length;

    /// <summary>Appends values.</summary>
    public void AddRange(ReadOnlySpan<T> more)
    {
        if (Count + more.Length > values.Length) Array.Resize(ref values, Math.Max(Count + more.Length, Count + (Count >> 1)));
        more.CopyTo(values.AsSpan(Count));
        Count += more.Length;
    }

    /// <summary>Forgets the values, keeps the memory.</summary>
    public void Clear() => Count = 0;
}
