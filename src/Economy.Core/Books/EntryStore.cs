namespace Economy.Core.Books;

/// <summary>Memory of entries that a journal is done with, for the next one: a tick's entries are as many as its participants.</summary>
internal sealed class EntryStore
{
    private const int Least = 1024;
    private Entry[]? spare;

    /// <summary>Memory for about as many entries as the last tick had.</summary>
    public Entry[] Take(int last) =>
        Interlocked.Exchange(ref spare, null) is { } used && used.Length >= last ? used : new Entry[Math.Max(Least, last)];

    /// <summary>Takes memory back.</summary>
    public void Return(Entry[] free) => Interlocked.Exchange(ref spare, free);
}
