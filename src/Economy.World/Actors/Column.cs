namespace Economy.World.Actors;

/// <summary>A growing column of values that keeps its memory from tick to tick.</summary>
/// <param name="capacity">Values to set memory aside for.</param>
public sealed class Column<T>(int capacity = 0)
    where T : struct
{
    private T[] values = capacity == 0 ? [] : new T[capacity];

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

    /// <summary>Forgets the values, keeps the memory.</summary>
    public void Clear() => Count = 0;
}
