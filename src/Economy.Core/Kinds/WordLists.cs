using System.Collections.Concurrent;

namespace Economy.Core.Kinds;

/// <summary>Lists of words that a text key may take and that another library knows: it says them here, and reader, schema and guide follow.</summary>
public static class WordLists
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<(string Word, string Meaning)>> Lists = new();

    /// <summary>Says a list. Saying it again puts the new one in its place.</summary>
    /// <param name="name">As <see cref="KeyAttribute.WordsOf"/> names it.</param>
    /// <param name="words">The words with what they mean.</param>
    public static void Set(string name, IReadOnlyList<(string Word, string Meaning)> words) => Lists[name] = words;

    /// <summary>The words of a list; none where nobody has said it.</summary>
    public static IReadOnlyList<(string Word, string Meaning)> Of(string name) => Lists.GetValueOrDefault(name) ?? [];
}
