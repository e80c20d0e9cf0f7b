using System.Buffers;

namespace Economy.Attention.Tiles;

/// <summary>A list whose memory is rented: what one call gives back the next one takes, and the collector has nothing to do.</summary>
/// <param name="capacity">Items that fit before it grows, at least 1.</param>
internal sealed class RentedList<T>(int capacity) : IDisposable
    where T : unmanaged
{
    // Of its own: the shared one keeps arrays by thread, and a large one for every thread that was ever here.
    private static readonly ArrayPool<T> Pool = ArrayPool<T>.Create(1 << 23, 64);

    private T[] _items = Pool.Rent(capacity);

    internal int Count { get; private set; }

    /// <summary>The items are the first of these; until the list grows.</summary>
    internal T[] Array => _items;

    /// <summary>The items; until the list grows.</summary>
    internal Span<T> Items => _items.AsSpan(0, Count);

    internal void Clear() => Count = 0;

    internal void EnsureCapacity(int items)
    {
        if (_items.Length < items) Grow(items);
    }

    internal void Add(T item)
    {
        if (Count == _items.Length) Grow(Count + 1);
        _items[Count++] = item;
    }

    internal void Add(ReadOnlySpan<T> items)
    {
        if (_items.Length < Count + items.Length) Grow(Count + items.Length);
        items.CopyTo(_items.AsSpan(Count));
        Count += items.Length;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        Pool.Return(_items);
        _items = [];
        Count = 0;
    }

    private void Grow(int least)
    {
        T[] larger = Pool.Rent(Math.Max(2 * _items.Length, least));
        Items.CopyTo(larger);
        Pool.Return(_items);
        _items = larger;
    }
}
