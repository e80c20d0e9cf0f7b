namespace Economy.Cli.Asking;

/// <summary>A word of a question, and where it stands.</summary>
/// <param name="Text">The word; what is between quotation marks is one.</param>
/// <param name="Place">Its first character in the question, from 0.</param>
/// <param name="Length">Characters that it takes there.</param>
internal readonly record struct AskedWord(string Text, int Place, int Length);

/// <summary>A question that cannot be read: where, and what may stand there.</summary>
/// <param name="word">The word that does not fit; its text is empty where the question ends too early.</param>
/// <param name="expected">What may stand in its place.</param>
/// <param name="problem">What is wrong with it.</param>
internal sealed class MisreadException(AskedWord word, IReadOnlyList<string> expected, string problem) : Exception(problem)
{
    /// <summary>The word that does not fit.</summary>
    public AskedWord Word => word;

    /// <summary>What may stand in its place.</summary>
    public IReadOnlyList<string> Expected => expected;
}

/// <summary>Reads a question word by word, and remembers what else could have stood where it is.</summary>
internal sealed class AskedWords
{
    private readonly List<AskedWord> words = [];
    private readonly List<string> expected = [];
    private readonly int end;
    private int at;

    /// <param name="question">The question; names with blanks stand in quotation marks.</param>
    public AskedWords(string question)
    {
        end = question.TrimEnd().Length;
        for (var i = 0; i < question.Length;)
        {
            if (char.IsWhiteSpace(question[i]) || question[i] == '?')
            {
                i++;
                continue;
            }

            var isQuoted = question[i] == '"';
            var last = isQuoted ? question.IndexOf('"', i + 1) : question.AsSpan(i).IndexOfAny(" \t\n?") is >= 0 and var n ? i + n : -1;
            if (last < 0) last = question.Length;
            var next = Math.Min(question.Length, isQuoted ? last + 1 : last);
            words.Add(new(isQuoted ? question[(i + 1)..last] : question[i..last], i, next - i));
            i = next;
        }
    }

    /// <summary>Whether all words have been read.</summary>
    public bool IsAtEnd => at == words.Count;

    /// <summary>The word that comes next; an empty one at the end.</summary>
    public AskedWord Next => IsAtEnd ? new("", end, 0) : words[at];

    /// <summary>What could have stood here so far.</summary>
    public IReadOnlyList<string> Expected => expected;

    /// <summary>Goes on past the next word if it is one of these.</summary>
    public string? Take(params IReadOnlyList<string> these)
    {
        expected.AddRange(these);
        if (IsAtEnd) return null;
        if (these.FirstOrDefault(w => w.Equals(words[at].Text, StringComparison.OrdinalIgnoreCase)) is not { } taken) return null;
        Advance();
        return taken;
    }

    /// <summary>The next word, which must be one of these.</summary>
    /// <exception cref="MisreadException">It is not.</exception>
    public string Need(params IReadOnlyList<string> these) => Take(these) ?? throw Misread();

    /// <summary>Goes on past the next word, whatever it is.</summary>
    public AskedWord Advance()
    {
        var word = Next;
        if (!IsAtEnd) at++;
        expected.Clear();
        return word;
    }

    /// <summary>Something may stand here that is no fixed word.</summary>
    public void Expect(params IReadOnlyList<string> described) => expected.AddRange(described);

    /// <summary>That the next word does not fit here.</summary>
    public MisreadException Misread(string? problem = null) =>
        new(Next, [.. expected.Distinct()], problem ?? (IsAtEnd ? "the question ends too early" : $"'{Next.Text}' cannot stand here"));
}
